package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.proof.Consent;
import org.cardnym.vault.proof.ProofTry;
import org.cardnym.vault.proof.SmsAsks;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Has a code sent for one payment, for the browser that the payment is bound to. */
@ApplicationScoped
public class SmsForPayments {
  private final Payments payments;
  private final Merchants merchants;
  private final Aliases aliases;
  private final SmsAsks asks;

  SmsForPayments(Payments payments, Merchants merchants, Aliases aliases, SmsAsks asks) {
    this.payments = payments;
    this.merchants = merchants;
    this.aliases = aliases;
    this.asks = asks;
  }

  /**
   * Sends a code to the payer's phone, if they have one; the same answer if not. Call it without a
   * transaction.
   *
   * @param browser the long-lived browser cookie's id, or null
   * @param address the client's address
   * @throws Refusal {@link ErrorCode#NOT_FOUND} where text messages are not turned on; {@link
   *     ErrorCode#TOO_MANY_REQUESTS} for the address or the payment; {@link
   *     ErrorCode#SIGNED_PROOF_NEEDED} where no code is taken any more; {@link ErrorCode#CONFLICT};
   *     as {@link BoundPayments#requireProvable}
   */
  public SmsAsks.Sent send(
      UUID paymentId, @Nullable String cookie, @Nullable UUID browser, String address) {
    asks.admit(address);
    Asked asked = QuarkusTransaction.requiringNew().call(() -> asked(paymentId, cookie, browser));
    return asks.send(asked.proofs(), asked.merchant(), asked.amount());
  }

  private record Asked(ProofTry proofs, String merchant, Money amount) {}

  private Asked asked(UUID paymentId, @Nullable String cookie, @Nullable UUID browser) {
    PaymentRow payment = payments.row(paymentId);
    BoundPayments.requireProvable(payment, cookie, payments.now());
    if (payment.signedOnly) {
      throw new Refusal(ErrorCode.SIGNED_PROOF_NEEDED);
    }
    AliasIndex name = payment.name();
    UUID named = aliases.payerOf(name).orElse(null);
    var proofs =
        new ProofTry(
            named,
            name.values(),
            browser,
            payment.merchantId,
            Consent.to(BoundPayments.bought(payment)));
    return new Asked(proofs, merchants.get(payment.merchantId).displayName(), payment.money());
  }
}
