package org.cardnym.vault.payment;

import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asks to give back.
 *
 * @param amount above zero; null for all that is left
 * @param reason the merchant's own words, plain and short
 */
record RefundOrder(@Nullable Money amount, @Nullable String reason) {
  static final int MAX_REASON = 140;

  RefundOrder {
    if (reason != null) {
      PaymentOrder.plain("reason", reason, MAX_REASON);
    }
  }

  /** All that is asked, in a form that has one spelling; no amount is 0, which none can be. */
  AssociatedData spelled(AssociatedData before) {
    return before
        .with(amount == null ? 0 : amount.value())
        .with(amount == null ? "" : amount.currency())
        .with(reason == null ? "" : reason);
  }
}
