package org.cardnym.vault.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  @ParameterizedTest
  @CsvSource({
    "30d,PT720H,30d",
    "15m,PT15M,15m",
    "48h,PT48H,2d",
    "90m,PT90M,90m",
    "3650d,PT87600H,3650d"
  })
  void isReadAndWrittenInItsLargestWholeUnit(String text, Duration period, String again) {
    assertThat(Period.parse(text)).isEqualTo(period);
    assertThat(Period.text(period)).isEqualTo(again);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "d", "0d", "-1d", "1.5d", "30 d", "30D", "1d1h", "9999999d", "٣d"})
  void anythingElseIsMalformed(String text) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Period.parse(text))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED));
  }

  @Test
  void aKindWhoseOwnPeriodIsOutOfItsBoundsCantBe() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            new Terms(
                "x",
                Duration.ofDays(1),
                Duration.ofDays(2),
                Duration.ofDays(3),
                Duration.ofDays(1)));
  }
}
