package org.cardnym.vault.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which journals tell what a restored database lacks. */
class JournalReachTest {
  @ParameterizedTest
  @CsvSource({
    // kept, last batch, reach: counts
    "5000, 4000, 5000, true",
    "5000, 4000, 4990, true",
    "5000, 4000, 4989, false",
    "5000, 4000, 4000, false",
    "5000, 4000, 0,    false",
    "4000, 4000, 4000, true",
    "3995, 4000, 3992, true",
    // Heads as old as the journal, or none: then only what goes beyond the database counts.
    "3000, 4000, 3000, false",
    "3000, 4000, 4001, true",
    "0,    4000, 4000, false",
    "0,    4000, 4001, true",
    "0,    0,    0,    false",
    "3,    1,    0,    false"
  })
  void journals(long kept, long lastBatch, long reach, boolean counts) {
    var recovery =
        new Recovery(
            new UUID(0, 1),
            Cause.HEADS,
            "vault",
            "heads",
            Instant.EPOCH,
            lastBatch,
            Instant.EPOCH,
            null,
            0,
            0,
            kept,
            0,
            List.of(),
            null);

    assertThat(recovery.reachedBy(reach)).isEqualTo(counts);
  }
}
