package org.cardnym.vault.payment;

import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The body that asks for a refund, as it came. */
record RefundAsked(PaymentBody.@Nullable Amount amount, @Nullable String reason) {
  /** What it asks for, or a refusal that names the member at fault. */
  static RefundOrder order(@Nullable RefundAsked asked) {
    if (asked == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    PaymentBody.Amount amount = asked.amount();
    return new RefundOrder(amount == null ? null : money(amount), asked.reason());
  }

  private static Money money(PaymentBody.Amount amount) {
    String currency = PaymentAsked.present(amount.currency(), "amount.currency");
    return Refusal.about("amount", () -> Money.payable(amount.value(), currency));
  }

  /** It may hold what should never have been sent. */
  @Override
  public String toString() {
    return "RefundAsked";
  }
}
