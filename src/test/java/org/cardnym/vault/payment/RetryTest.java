package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
  @ParameterizedTest
  @CsvSource({
    "51, OTHER_CARD",
    "54, OTHER_CARD",
    "14, OTHER_CARD",
    "61, OTHER_CARD",
    "91, LATER",
    "96, LATER",
    "05, NO",
    "43, NO",
    "59, NO",
    "zz, NO",
    ", NO"
  })
  void tellsTheMerchantWhatMayHelpAndNothingMore(String code, Retry retry) {
    assertThat(Retry.of(code)).isEqualTo(retry);
  }
}
