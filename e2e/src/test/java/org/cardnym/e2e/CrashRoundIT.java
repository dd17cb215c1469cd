package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A short round of {@code bench/crash}, on processes of its own; longer ones are run by hand. */
@Order(8)
@Isolated
class CrashRoundIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** A vault ends with the bank's answer in its hands, the database is killed, the bank unheard. */
  @Test
  void aShortRoundLeavesBooksThatAgree() throws IOException {
    Path said = Places.target().resolve("crash-round.out");
    Process round =
        new ProcessBuilder(
                Places.root().resolve("bench/crash").toString(),
                "--seed",
                "470",
                "--faults",
                "3",
                "--payers",
                "8",
                "--out",
                Places.fresh("crash round").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    int status = Sandbox.end(round, PATIENCE);

    String transcript = Places.text(said);
    assertThat(status).as(transcript).isZero();
    assertThat(transcript.lines().toList())
        .last()
        .asString()
        .startsWith("seed=470 faults=3 ")
        .contains(" lost=0 double=0 unknown=0 ")
        .endsWith("verdict=ok");
  }
}
