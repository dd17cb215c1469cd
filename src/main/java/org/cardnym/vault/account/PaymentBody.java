package org.cardnym.vault.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payment.Hindrance;
import org.cardnym.vault.payment.PayerPayment;
import org.cardnym.vault.payment.PaymentState;
import org.cardnym.vault.payment.PaymentView;
import org.cardnym.vault.payment.Retry;
import org.cardnym.vault.payment.Reversal;
import org.cardnym.vault.proof.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * A payment on the wire, as the payer who proved it sees it.
 *
 * @param card the card's identifier, also after it was removed; no number
 * @param why why the vault declined, where the bank was not asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentBody(
    String id,
    String merchant,
    String merchantLegalName,
    Amount amount,
    @Nullable Long refunded,
    String order,
    @Nullable String description,
    String state,
    @Nullable String retry,
    @Nullable String reversal,
    @Nullable String why,
    @Nullable String card,
    @Nullable ProofBody proof,
    Instant createdAt,
    @Nullable Instant endedAt) {
  record Amount(long value, String currency) {}

  /** How the payer proved it: RFC 8176 method names, and when. */
  record ProofBody(List<String> methods, Instant at) {}

  static PaymentBody of(PayerPayment seen, @Nullable Evidence evidence) {
    PaymentView payment = seen.payment();
    Retry retry = payment.retry();
    Reversal reversal = payment.reversal();
    Hindrance why = seen.refusedFor();
    return new PaymentBody(
        TypeId.of(IdKind.PAYMENT, payment.id()),
        seen.merchant(),
        seen.legalName(),
        new Amount(payment.amount().value(), payment.amount().currency()),
        payment.state() == PaymentState.APPROVED ? payment.refunded() : null,
        payment.orderReference(),
        payment.orderDescription(),
        payment.state().wire(),
        retry == null ? null : retry.wire(),
        reversal == null ? null : reversal.wire(),
        why == null ? null : why.wire(),
        seen.cardId() == null ? null : TypeId.of(IdKind.CARD, seen.cardId()),
        evidence == null ? null : new ProofBody(evidence.amr(), evidence.time()),
        payment.createdAt(),
        payment.endedAt());
  }
}
