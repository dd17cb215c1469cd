package org.cardnym.vault.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.approval.Plan;
import org.cardnym.vault.standing.Cause;
import org.cardnym.vault.standing.Recovery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever signs the end of a recovery sees what is waived. */
class RecoveryEndTest {
  @Test
  void aWaivedJournalRefusedLinesAndSuspendedBanksAreShown() {
    Map<String, String> lines = lines(5312L, 3000, true, "Alder Bank, Birch Bank");

    assertThat(lines)
        .containsEntry("journal", "5312 lines up to batch 77, 4 changes made again")
        .containsEntry("journal waived", "yes")
        .containsEntry("lines refused", "3000")
        .containsEntry("suspended banks", "Alder Bank, Birch Bank");
  }

  @Test
  void whereNothingIsWaivedThatIsSaidToo() {
    Map<String, String> lines = lines(5312L, 0, false, "");

    assertThat(lines)
        .containsEntry("journal waived", "no")
        .containsEntry("lines refused", "0")
        .containsEntry("suspended banks", "none");
    assertThat(lines(null, 0, true, "").get("journal")).startsWith("none that goes far enough");
  }

  private static Map<String, String> lines(
      @Nullable Long journal, long refused, boolean waived, String suspended) {
    var recovery =
        new Recovery(
            new UUID(0, 1),
            Cause.HEADS,
            "vault",
            "heads",
            Instant.EPOCH,
            50,
            Instant.EPOCH,
            journal,
            4,
            refused,
            77,
            77,
            List.of(),
            null);
    var lines = new LinkedHashMap<String, String>();
    for (Plan.Line line : RecoveryEnd.lines(recovery, waived, suspended)) {
      lines.put(line.label(), line.value());
    }
    return lines;
  }
}
