package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotationSettingsTest {
  @ParameterizedTest
  @CsvSource({"1, true", "500, true", "100000, true", "0, false", "-1, false", "100001, false"})
  void aRateIsWithinBounds(int rate, boolean fits) {
    assertThat(new RewrapRate(rate).problems().isEmpty()).isEqualTo(fits);
    if (fits) {
      assertThat(new RewrapRate(7).of(rate)).isEqualTo(rate);
    } else {
      refuses(ErrorCode.MALFORMED, () -> new RewrapRate(7).of(rate));
    }
  }

  @Test
  void whoAsksForNoRateGetsTheUsualOne() {
    assertThat(new RewrapRate(7).of(null)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"due", "off"})
  void rotationIsByItselfOrByHand(String when) {
    assertThat(DueRotation.problems(when)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "on", "DUE", "yearly"})
  void anythingElseIsRefusedAtStart(String when) {
    assertThat(DueRotation.problems(when))
        .singleElement()
        .asString()
        .startsWith("cardnym.keys.rotation must be");
  }
}
