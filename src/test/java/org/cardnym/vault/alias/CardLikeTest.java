package org.cardnym.vault.alias;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardLikeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111.1111/1111_1111",
        "4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1",
        "4111\u00A01111\u20091111\u200B1111",
        "4111 — 1111 — 1111 — 1111",
        "378282246310005",
        "30569309025904",
        "５５５５５５５５５５５５４４４４",
        "٤١١١١١١١١١١١١١١١",
        "٤١١١ ١١١١-١١١١ ١١١١",
        "۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱",
        "४१११११११११११११११",
        "๔๑๑๑๑๑๑๑๑๑๑๑๑๑๑๑",
        "四一一一一一一一一一一一一一一一",
        "④①①①①①①①①①①①①①①①",
        "𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏",
        "4️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣",
        "٤111１111१1११1111"
      })
  void aCardNumberIsFoundHoweverWritten(String text) {
    assertThat(CardLike.test(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my card 4111111111111111",
        "x4111111111111111x",
        "4111 1111 1111 1111 12/29",
        "4111111111111111 123",
        "4111111111111111123",
        "3782822463100051234",
        "30569309025904123",
        "12/29 4111 1111 1111 1111",
        "41111111111111111229",
        "alice 5555-5555-5555-4444 bob"
      })
  void aCardNumberIsFoundAmongOtherText(String text) {
    assertThat(CardLike.test(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "4111111111111112",
        "4111111111111112123",
        "8888888888888888123",
        "41111111111",
        "0800 123 456",
        "2026-11-22",
        "4111a1111b1111c1111",
        "order 20261122-7"
      })
  void otherNumbersAreNone(String text) {
    assertThat(CardLike.test(text)).isFalse();
  }

  @Test
  void longTextsTakeNoLongTime() {
    Assertions.assertThatNoException()
        .isThrownBy(() ->
            org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> CardLike.test("1 ".repeat(30_000) + "2".repeat(30_000))));
  }
}
