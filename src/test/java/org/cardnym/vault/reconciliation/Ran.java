package org.cardnym.vault.reconciliation;

import java.time.Instant;
import java.util.UUID;

/** Runs as they have come out. */
final class Ran {
  private Ran() {}

  static RunView as(RunState state, long settling, long differing, int reversed, Instant ended) {
    return new RunView(
        new UUID(0, 1),
        new UUID(0, 2),
        "recovery",
        Instant.EPOCH,
        ended,
        state,
        1,
        settling + differing,
        0,
        settling,
        differing,
        reversed,
        0,
        null,
        ended,
        state == RunState.RUNNING ? null : ended);
  }
}
