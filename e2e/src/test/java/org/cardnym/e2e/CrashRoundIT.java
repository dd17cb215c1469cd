package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A short round of {@code bench/crash}, on processes of its own; longer ones are run by hand. */
@Order(4)
@ResourceLock("bench")
class CrashRoundIT {
  /** A vault ends with the bank's answer in its hands, the database is killed, the bank unheard. */
  @Test
  void aShortRoundLeavesBooksThatAgree() throws IOException {
    Harness.Ended round =
        Harness.run("bench/crash", List.of("--seed", "470", "--faults", "3", "--payers", "8"));

    assertThat(round.status()).as(round.transcript()).isZero();
    assertThat(round.transcript().lines().toList())
        .last()
        .asString()
        .startsWith("seed=470 faults=3 ")
        .contains(" lost=0 double=0 unknown=0 ")
        .endsWith("verdict=ok");
  }
}
