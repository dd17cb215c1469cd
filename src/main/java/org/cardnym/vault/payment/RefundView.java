package org.cardnym.vault.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund as merchant and operator may see it.
 *
 * @param amount minor units of the currency
 */
public record RefundView(
    UUID id,
    UUID paymentId,
    RefundState state,
    long amount,
    String currency,
    @Nullable String reason,
    @Nullable Retry retry,
    Instant createdAt,
    @Nullable Instant endedAt) {
  static RefundView of(RefundRow row) {
    return new RefundView(
        row.refundId,
        row.paymentId,
        row.state,
        row.amount,
        row.currency,
        row.reason,
        row.retry,
        row.createdAt,
        row.endedAt);
  }
}
