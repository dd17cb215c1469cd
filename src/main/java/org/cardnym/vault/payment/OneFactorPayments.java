package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.proof.Evidence;
import org.cardnym.vault.proof.OneFactorPolicy;
import org.cardnym.vault.proof.PasswordAlone;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.jspecify.annotations.Nullable;

/**
 * Which payments a password alone may carry: small ones, in a browser that has paid for this name
 * before, with a card whose holder the bank has asked, where no rule asks for more and no proof of
 * the payment has failed. All of it is looked at before the password is, and where the page leaves
 * the code out, a right one that may not carry the payment is no other than a wrong one.
 */
@ApplicationScoped
class OneFactorPayments {
  private final OneFactorPolicy policy;
  private final KnownBrowsers browsers;
  private final Merchants merchants;
  private final Placement placement;
  private final Payments payments;

  OneFactorPayments(
      OneFactorPolicy policy,
      KnownBrowsers browsers,
      Merchants merchants,
      Placement placement,
      Payments payments) {
    this.policy = policy;
    this.browsers = browsers;
    this.merchants = merchants;
    this.placement = placement;
    this.payments = payments;
  }

  /**
   * True if this payment's page may leave the code to its reader. It says that this browser has
   * paid for the name, and nothing of what is left to its payer.
   */
  boolean offered(PaymentRow payment, @Nullable UUID browser) {
    return payment.open(payments.now())
        && payment.payerId == null
        && unspoilt(payment)
        && policy.covers(payment.money())
        && browsers.knownFor(payment.name().values(), browser);
  }

  /**
   * What a password alone may pay here, or null where it proves nothing.
   *
   * @param named whose name it is, or null if nobody holds it
   * @throws Refusal {@link ErrorCode#MALFORMED} for a password alone where the page asks for the
   *     code too, as it does of whoever wants to choose the card: that is no try, and nothing of
   *     the name's payer is looked at
   */
  @Nullable Money carried(PaymentRow payment, @Nullable UUID named, ProofsGiven given) {
    if (!(given.proofs() instanceof PasswordAlone)) {
      return null;
    }
    if (given.chooseCard() || !offered(payment, given.browser())) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    return named != null && held(payment, named) ? payment.money() : null;
  }

  /** True unless something has happened that takes a strong proof; a kept choice waits for one. */
  static boolean unspoilt(PaymentRow payment) {
    return !payment.signedOnly && !payment.proofFailed && payment.cardId == null;
  }

  /** Whatever the vault would decline is left to a proof after which its payer may be told why. */
  private boolean held(PaymentRow payment, UUID payerId) {
    var prover = new Prover(payerId, null, false, false, Evidence.passwordAlone(payments.now()));
    return placement.wouldHold(payment, merchants.get(payment.merchantId), prover);
  }
}
