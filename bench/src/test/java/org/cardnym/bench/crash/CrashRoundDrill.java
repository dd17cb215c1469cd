package org.cardnym.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A short round of real faults on the packaged programs; longer ones are run by hand. */
class CrashRoundDrill {

  /** A vault ends with the bank's answer in its hands, the database is killed, the bank unheard. */
  @Test
  void aShortRoundLeavesBooksThatAgree() throws IOException, InterruptedException {
    Round round = Round.run("crash-round", "--seed", "470", "--faults", "3", "--payers", "8");

    assertThat(round.said())
        .last()
        .asString()
        .startsWith("seed=470 faults=3 ")
        .endsWith("verdict=ok");
    assertThat(round.status()).isZero();
  }
}
