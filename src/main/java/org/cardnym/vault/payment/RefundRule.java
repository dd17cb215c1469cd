package org.cardnym.vault.payment;

import java.util.Map;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * How much a refund gives back: of an approved payment, in its currency, and with all refunds that
 * are not declined never more than was captured. A pure function of the payment and the order.
 */
final class RefundRule {
  private RefundRule() {}

  /**
   * The amount, in minor units of the payment's currency.
   *
   * @throws Refusal {@link ErrorCode#PAYMENT_NOT_REFUNDABLE}, {@link ErrorCode#CURRENCY_DIFFERS},
   *     or {@link ErrorCode#REFUND_OVER_PAYMENT} with what is left
   */
  static long amount(PaymentRow payment, RefundOrder order) {
    if (payment.state != PaymentState.APPROVED) {
      throw new Refusal(ErrorCode.PAYMENT_NOT_REFUNDABLE, Map.of("state", payment.state.wire()));
    }
    Money asked = order.amount();
    if (asked != null && !asked.currency().equals(payment.currency)) {
      throw new Refusal(ErrorCode.CURRENCY_DIFFERS, Map.of("field", "amount.currency"));
    }
    long left = payment.captured - payment.refunded - payment.refunding;
    long amount = asked == null ? left : asked.value();
    if (left <= 0 || amount > left) {
      throw new Refusal(ErrorCode.REFUND_OVER_PAYMENT, Map.of("refundable", Math.max(left, 0)));
    }
    return amount;
  }
}
