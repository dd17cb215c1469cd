package org.cardnym.vault.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "10, 2560", "11, 3600", "2147483647, 3600", "0, 5"})
  void doublesUpToAnHour(int tries, long seconds) {
    assertThat(Backoff.after(tries)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
