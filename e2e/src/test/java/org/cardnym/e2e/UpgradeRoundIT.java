package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A small round of {@code bench/upgrade}, on processes of its own; larger ones are run by hand. */
@Order(4)
class UpgradeRoundIT {

  @Test
  void aReleaseThatChangesTheSchemaIsRolledInAndNoPaymentFails() throws IOException {
    Harness.Ended round = Harness.run("bench/upgrade", List.of("--payers", "10", "--seconds", "3"));

    assertThat(round.status()).as(round.transcript()).isZero();
    assertThat(round.transcript())
        .contains(
            "replica 2: the next release; ended after ",
            "replica 1: the old release, on the new schema; ended after ",
            "replica 1: the next release; ended after ",
            " to 9005",
            " unanswered=0")
        .endsWith("verdict=ok\n");
  }
}
