package org.cardnym.vault.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileNumberTest {
  @ParameterizedTest
  @CsvSource({
    "+4915123456789, +4915123456789",
    "' +49 (151) 234-567.89 ', +4915123456789",
    "0049 151 23456789, +4915123456789",
    "+44/7700/900123, +447700900123",
    "＋８６１３８００１３８０００, +8613800138000",
    "+86 138 0013 8000, +8613800138000",
    "+12025550123, +12025550123"
  })
  void isOneFormHoweverItIsTyped(String typed, String text) {
    assertThat(MobileNumber.typed(typed).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "0151 23456789",
        "15123456789",
        "4111 1111 1111 1111",
        "+0151234567",
        "+123456",
        "+1234567890123456",
        "++4915123456789",
        "+49151234x6789",
        "+4915123456789\n+4915123456780",
        "+٤٩١٥١٢٣٤٥٦٧٨٩",
        "+4915123456789;ext=1",
        "+49 151 23456789                                                     "
      })
  void isRefusedWhereItCouldBeAnythingElse(String typed) {
    assertThatThrownBy(() -> MobileNumber.typed(typed))
        .isInstanceOfSatisfying(
            Refusal.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MOBILE_UNFIT));
  }

  @Test
  void isKnownByItsEndAndDoesNotPrint() {
    MobileNumber number = MobileNumber.typed("+4915123456789");

    assertThat(number.end()).isEqualTo("789");
    assertThat(String.valueOf(number) + new Mobile("789", java.time.Instant.EPOCH))
        .isEqualTo("MobileNumberMobile");
  }
}
