package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPeriodTest {
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aKeyIsDueWhenItsPeriodIsOver() {
    var year = new KeyPeriod(Duration.ofDays(365));

    assertThat(year.left(MADE, MADE)).isEqualTo(Duration.ofDays(365));
    assertThat(year.left(MADE, MADE.plus(Duration.ofDays(365)))).isZero();
    assertThat(year.left(MADE, MADE.plus(Duration.ofDays(366)))).isNegative();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 365, 730})
  void upToTwoYearsAreAPeriod(long days) {
    assertThat(new KeyPeriod(Duration.ofDays(days)).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 731, 100_000})
  void longerOrNoneIsRefusedAtTheStart(long days) {
    assertThat(new KeyPeriod(Duration.ofDays(days)).problems())
        .singleElement()
        .asString()
        .startsWith("cardnym.keys.period ");
  }
}
