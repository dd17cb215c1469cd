package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefundRuleTest {
  @ParameterizedTest
  @CsvSource({
    // captured, refunded, refunding, asked, given back
    "1999, 0, 0, , 1999",
    "1999, 0, 0, 1999, 1999",
    "1999, 0, 0, 1, 1",
    "1999, 500, 0, , 1499",
    "1999, 0, 500, , 1499",
    "1999, 500, 1498, , 1",
    "1999, 500, 1000, 499, 499",
    "999999999999, 0, 0, 999999999999, 999999999999",
  })
  void whatIsLeftCanBeGivenBack(
      long captured, long refunded, long refunding, @Nullable Long asked, long amount) {
    assertThat(RefundRule.amount(paid(captured, refunded, refunding), order(asked)))
        .isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource({
    // captured, refunded, refunding, asked, left
    "1999, 0, 0, 2000, 1999",
    "1999, 500, 0, 1500, 1499",
    "1999, 0, 500, 1500, 1499",
    "1999, 1000, 999, 1, 0",
    "1999, 1999, 0, , 0",
    "1999, 0, 1999, , 0",
    "1999, 2000, 0, , 0",
    "1, 0, 0, 999999999999, 1",
  })
  void neverMoreThanWasPaid(
      long captured, long refunded, long refunding, @Nullable Long asked, long left) {
    Refusal refused = refused(paid(captured, refunded, refunding), order(asked));

    assertThat(refused.code()).isEqualTo(ErrorCode.REFUND_OVER_PAYMENT);
    assertThat(refused.facts()).isEqualTo(Map.of("refundable", left));
  }

  @ParameterizedTest
  @EnumSource(value = PaymentState.class, names = "APPROVED", mode = EnumSource.Mode.EXCLUDE)
  void onlyWhatIsApprovedIsGivenBack(PaymentState state) {
    PaymentRow payment = paid(1999, 0, 0);
    payment.state = state;

    Refusal refused = refused(payment, order(1L));

    assertThat(refused.code()).isEqualTo(ErrorCode.PAYMENT_NOT_REFUNDABLE);
    assertThat(refused.facts()).isEqualTo(Map.of("state", state.wire()));
  }

  @Test
  void anotherCurrencyIsRefused() {
    Refusal refused = refused(paid(1999, 0, 0), new RefundOrder(Money.payable(1, "USD"), null));

    assertThat(refused.code()).isEqualTo(ErrorCode.CURRENCY_DIFFERS);
  }

  private static Refusal refused(PaymentRow payment, RefundOrder order) {
    return catchThrowableOfType(Refusal.class, () -> RefundRule.amount(payment, order));
  }

  private static RefundOrder order(@Nullable Long cents) {
    return new RefundOrder(cents == null ? null : Money.payable(cents, "EUR"), null);
  }

  private static PaymentRow paid(long captured, long refunded, long refunding) {
    var row = new PaymentRow();
    row.state = PaymentState.APPROVED;
    row.currency = "EUR";
    row.captured = captured;
    row.refunded = refunded;
    row.refunding = refunding;
    return row;
  }
}
