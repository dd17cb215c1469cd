package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.alias.PreparedAlias;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Consent;
import org.cardnym.vault.proof.GivenPasskey;
import org.cardnym.vault.proof.ProofTry;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.proof.Proven;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A payment's way from proof to bank in a browser that did not begin it. Takes a username and a
 * passkey, and knows no other proof; the browser counts as a stranger's and a new one, whatever it
 * has paid, and is not remembered; the preferred card pays.
 */
@ApplicationScoped
public class ElsewherePipeline {
  private final Payments payments;
  private final ElsewherePayments elsewhere;
  private final Aliases aliases;
  private final Proofs proofs;
  private final FailedProofs failed;
  private final Commitment commitment;
  private final Dispatch dispatch;
  private final Audit audit;
  private final PaymentMeters meters;

  ElsewherePipeline(
      Payments payments,
      ElsewherePayments elsewhere,
      Aliases aliases,
      Proofs proofs,
      FailedProofs failed,
      Commitment commitment,
      Dispatch dispatch,
      Audit audit,
      PaymentMeters meters) {
    this.payments = payments;
    this.elsewhere = elsewhere;
    this.aliases = aliases;
    this.proofs = proofs;
    this.failed = failed;
    this.commitment = commitment;
    this.dispatch = dispatch;
    this.audit = audit;
    this.meters = meters;
  }

  /**
   * What somebody gave in such a browser. Does not print.
   *
   * @param alias the username as typed
   * @param address the client's address
   */
  public record Given(String alias, GivenPasskey passkey, String address) {
    @Override
    public String toString() {
      return "Given";
    }
  }

  /**
   * Judges the passkey and, if it holds and the username is the payment's own, pays. Waits a few
   * seconds for the bank; the payment may be in processing then, or declined by the vault.
   *
   * @throws Refusal as of {@link ElsewherePayments#consent}; an alias that can't be one; {@link
   *     ErrorCode#PROOF_FAILED} for whatever else is wrong, or {@link ErrorCode#PAYMENT_ENDED}
   *     where policy ends the payment with that
   */
  public void pay(UUID paymentId, @Nullable String cookie, Given given) {
    UUID message = proven(paymentId, cookie, given);
    if (message != null) {
      dispatch.send(paymentId, message);
    }
  }

  /**
   * Judges and commits. A twin that comes second finds the payment ended, which is another answer
   * than a proof that failed.
   */
  private @Nullable UUID proven(UUID paymentId, @Nullable String cookie, Given given) {
    PreparedAlias alias = AliasText.prepare(given.alias());
    try {
      Proven proven =
          meters.time(PaymentStep.PROVE, paymentId, () -> judged(paymentId, cookie, alias, given));
      return meters.time(
          PaymentStep.PLACE,
          paymentId,
          () -> QuarkusTransaction.requiringNew().call(() -> commit(paymentId, cookie, proven)));
    } catch (Refusal refused) {
      throw refused.code() == ErrorCode.PROOF_FAILED
          ? failed.after(paymentId, given.passkey(), payment -> payable(payment, cookie), refused)
          : refused;
    }
  }

  private Proven judged(UUID paymentId, @Nullable String cookie, PreparedAlias alias, Given given) {
    return proofs
        .judge(
            given.address(),
            given.passkey(),
            () -> QuarkusTransaction.requiringNew().call(() -> proofTry(paymentId, cookie, alias)),
            TypeId.of(IdKind.PAYMENT, paymentId))
        .elsewhere();
  }

  /** Tries count for the payment's own name, whichever was typed. */
  private ProofTry proofTry(UUID paymentId, @Nullable String cookie, PreparedAlias alias) {
    PaymentRow payment = payments.row(paymentId);
    payable(payment, cookie);
    AliasIndex name = payment.name();
    UUID holder = aliases.payerOf(name).orElse(null);
    UUID named = aliases.isOf(name, alias) ? holder : null;
    return new ProofTry(
        named, name.values(), null, payment.merchantId, Consent.to(BoundPayments.bought(payment)));
  }

  private @Nullable UUID commit(UUID paymentId, @Nullable String cookie, Proven proven) {
    PaymentRow payment = payments.lock(paymentId);
    Merchant merchant = payable(payment, cookie);
    proofs.tie(proven, BoundPayments.bought(payment));
    var prover = new Prover(proven.payerId(), null, true, true, proven.evidence());
    Commitment.Ready ready = commitment.prepare(payment, merchant, prover, null);
    record(paymentId, proven);
    commitment.settle(payment, merchant, prover, ready);
    return ready.message();
  }

  private Merchant payable(PaymentRow payment, @Nullable String cookie) {
    return elsewhere.requirePayable(payment, cookie, payments.now());
  }

  private void record(UUID paymentId, Proven proven) {
    String amr = String.join(" ", proven.evidence().amr());
    audit.record(
        AuditEvent.done(
                Payers.actor(proven.payerId()),
                AuditAction.PAYMENT_PROVEN,
                TypeId.of(IdKind.PAYMENT, paymentId))
            .with(
                Map.of("amr", amr, "policy", proven.evidence().policy(), "browser", "elsewhere")));
  }
}
