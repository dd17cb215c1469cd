package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A small round of {@code bench/rotate}, on processes of its own; larger ones are run by hand. */
@Order(4)
@ResourceLock("bench")
class RotateRoundIT {

  @Test
  void aKekEndsUnderPaymentsThoughEachReplicaIsKilledAtIt() throws IOException {
    Harness.Ended round =
        Harness.run(
            "bench/rotate",
            List.of("--cards", "60", "--payers", "4", "--rate", "3", "--seconds", "5"));

    assertThat(round.status()).as(round.transcript()).isZero();
    assertThat(round.transcript())
        .contains(
            "SIGKILL to replica 2 at ",
            "SIGKILL to replica 1 at ",
            "keys retire kek 1: done",
            "keys destroy kek 1: done",
            "rows under version 1: 0")
        .endsWith("verdict=ok\n");
  }
}
