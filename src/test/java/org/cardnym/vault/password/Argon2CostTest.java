package org.cardnym.vault.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2CostTest {
  @ParameterizedTest
  @CsvSource({"19456, 2, 1", "47104, 1, 1", "12288, 3, 1", "65536, 3, 4"})
  void isFitAtTheFloorAndAbove(int memoryKib, int iterations, int parallelism) {
    assertThat(new Argon2Cost(memoryKib, iterations, parallelism).fit()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "19455, 2, 1",
    "47103, 1, 1",
    "12287, 3, 1",
    "19456, 0, 1",
    "19456, 11, 1",
    "19456, 2, 0",
    "19456, 2, 5",
    "1048577, 2, 1"
  })
  void isUnfitWhereTooCheapOrTooDear(int memoryKib, int iterations, int parallelism) {
    assertThat(new Argon2Cost(memoryKib, iterations, parallelism).fit()).isFalse();
  }
}
