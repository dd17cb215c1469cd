package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A small round of {@code bench/restore}, on processes of its own; larger ones are run by hand. */
@Order(5)
class RestoreRoundIT {

  @Test
  void aDumpThatIsRestoredEndsInBooksThatAgree() throws IOException {
    Harness.Ended round = Harness.run("bench/restore", List.of("--payments", "1"));

    assertThat(round.status()).as(round.transcript()).isZero();
    assertThat(round.transcript())
        .contains("restored into an empty one", "cause=heads", "the recovery has ended", "lost=1")
        .endsWith("verdict=ok\n");
  }
}
