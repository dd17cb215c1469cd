package org.cardnym.vault.payment;

import java.time.Instant;
import java.util.Locale;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jspecify.annotations.Nullable;

/** A payment as its page shows it to the browser it is bound to. */
public record PageView(
    String id,
    String state,
    String merchant,
    String amount,
    String orderReference,
    @Nullable String orderDescription,
    @Nullable String retry,
    Instant expiresAt,
    String returnUrl) {
  static PageView of(PaymentView payment, String merchant, Instant now) {
    boolean late =
        payment.state() == PaymentState.REQUIRES_AUTHENTICATION
            && !now.isBefore(payment.expiresAt());
    String id = TypeId.of(IdKind.PAYMENT, payment.id());
    return new PageView(
        id,
        (late ? PaymentState.EXPIRED : payment.state()).wire(),
        merchant,
        payment.amount().display(Locale.US),
        payment.orderReference(),
        payment.orderDescription(),
        payment.retry() == null ? null : payment.retry().wire(),
        payment.expiresAt(),
        ReturnUrl.with(payment.returnUrl(), id));
  }

  /**
   * The result in a few words; as the page's script says it, for browsers that show the page anew.
   */
  public String headline() {
    return switch (state) {
      case "approved" -> "Paid";
      case "expired" -> "Too late";
      case "canceled" -> "Canceled";
      default -> "Not paid";
    };
  }

  public String story() {
    return switch (state) {
      case "approved" -> "Your bank approved the payment.";
      case "declined" -> "The payment was declined. Nothing was taken from your card.";
      case "failed" ->
          "Your bank could not be reached in time. Whatever it may have reserved is given back.";
      case "canceled" -> "The shop canceled this payment. Nothing was paid.";
      default -> "The time for this payment is over. Nothing was paid; begin again in the shop.";
    };
  }
}
