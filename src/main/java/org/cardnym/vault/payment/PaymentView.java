package org.cardnym.vault.payment;

import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;

/** A payment as merchant, payer and operator may see it. */
public record PaymentView(
    UUID id,
    UUID merchantId,
    PaymentState state,
    Money amount,
    String orderReference,
    @Nullable String orderDescription,
    String returnUrl,
    @Nullable Retry retry,
    @Nullable Reversal reversal,
    long authorized,
    long captured,
    long refunded,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant endedAt) {
  static PaymentView of(PaymentRow row) {
    return new PaymentView(
        row.paymentId,
        row.merchantId,
        row.state,
        row.money(),
        row.orderReference,
        row.orderDescription,
        row.returnUrl,
        row.retry,
        row.reversal,
        row.authorized,
        row.captured,
        row.refunded,
        row.createdAt,
        row.expiresAt,
        row.endedAt);
  }
}
