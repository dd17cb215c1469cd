package org.cardnym.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bugs that are planted on purpose are caught. Takes minutes, so it is run by name: {@code
 * -Dit.test=PlantsDrill}.
 */
class PlantsDrill {

  /** Each seed's first faults are such as bring its bug to light. */
  @ParameterizedTest
  @CsvSource({
    "intent-after-send, 1040, 1, charged-and-not-approved",
    "late-approval, 11, 1, told-two-ends",
    "new-message-id, 2, 3, charged-and-not-approved"
  })
  void aPlantedBugIsCaught(String plant, String seed, String faults, String rule)
      throws IOException, InterruptedException {
    Round round =
        Round.run("plants", "--plant", plant, "--seed", seed, "--faults", faults, "--payers", "6");

    assertThat(round.said()).anyMatch(line -> line.contains("rule=" + rule));
    assertThat(round.said()).last().asString().endsWith("verdict=failed");
    assertThat(round.status()).isEqualTo(1);
  }
}
