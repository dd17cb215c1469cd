package org.cardnym.vault.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jspecify.annotations.Nullable;

/** A payment on the wire; members that say nothing yet are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentBody(
    String id,
    String state,
    Amount amount,
    Order order,
    @Nullable String paymentPage,
    @Nullable String retry,
    @Nullable String reversal,
    @Nullable Amounts amounts,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant endedAt) {
  record Amount(long value, String currency) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Order(@Nullable String reference, @Nullable String description) {}

  record Amounts(long authorized, long captured, long refunded) {}

  static PaymentBody of(PaymentView view, PageAddress pages) {
    boolean open = view.state() == PaymentState.REQUIRES_AUTHENTICATION;
    boolean approved = view.state() == PaymentState.APPROVED;
    return new PaymentBody(
        TypeId.of(IdKind.PAYMENT, view.id()),
        view.state().wire(),
        new Amount(view.amount().value(), view.amount().currency()),
        new Order(view.orderReference(), view.orderDescription()),
        open ? pages.of(view.id()) : null,
        view.retry() == null ? null : view.retry().wire(),
        view.reversal() == null ? null : view.reversal().wire(),
        approved ? new Amounts(view.authorized(), view.captured(), view.refunded()) : null,
        view.createdAt(),
        view.expiresAt(),
        view.endedAt());
  }
}
