package org.cardnym.vault.payment;

import java.util.Map;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The body that asks for a payment, as it came. */
record PaymentAsked(
    @Nullable String alias,
    PaymentBody.@Nullable Amount amount,
    PaymentBody.@Nullable Order order,
    @Nullable String returnUrl) {
  /** What it asks for, or a refusal that names the member at fault. */
  static PaymentOrder order(@Nullable PaymentAsked asked) {
    if (asked == null) {
      throw new Refusal(ErrorCode.MALFORMED);
    }
    PaymentBody.Amount amount = present(asked.amount(), "amount");
    PaymentBody.Order order = present(asked.order(), "order");
    String alias = present(asked.alias(), "alias");
    String currency = present(amount.currency(), "amount.currency");
    return new PaymentOrder(
        Refusal.about("alias", () -> AliasText.prepare(alias)),
        Refusal.about("amount", () -> Money.payable(amount.value(), currency)),
        present(order.reference(), "order.reference"),
        order.description(),
        asked.returnUrl());
  }

  static <T> T present(@Nullable T member, String name) {
    if (member == null) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", name));
    }
    return member;
  }

  /** It may hold what should never have been sent. */
  @Override
  public String toString() {
    return "PaymentAsked";
  }
}
