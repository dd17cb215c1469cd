package org.cardnym.vault.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jspecify.annotations.Nullable;

/**
 * A refund as its merchant sees it, asked for or told by an event; members that say nothing yet are
 * left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RefundBody(
    String id,
    String payment,
    String state,
    PaymentBody.Amount amount,
    @Nullable String reason,
    @Nullable String retry,
    Instant createdAt,
    @Nullable Instant endedAt) {
  static RefundBody of(RefundView view) {
    return new RefundBody(
        TypeId.of(IdKind.REFUND, view.id()),
        TypeId.of(IdKind.PAYMENT, view.paymentId()),
        view.state().wire(),
        new PaymentBody.Amount(view.amount(), view.currency()),
        view.reason(),
        view.retry() == null ? null : view.retry().wire(),
        view.createdAt(),
        view.endedAt());
  }
}
