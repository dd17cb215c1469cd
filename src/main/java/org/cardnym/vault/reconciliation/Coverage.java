package org.cardnym.vault.reconciliation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How much of a time runs have compared, a pure function. */
final class Coverage {
  private Coverage() {}

  /** Where the first gap begins; empty where there is none. */
  static Optional<Instant> upTo(List<RunView> runs, Instant from, Instant until) {
    Instant reached = from;
    for (RunView run : runs.stream().sorted(Comparator.comparing(RunView::from)).toList()) {
      if (run.from().isAfter(reached)) {
        break;
      }
      reached = run.until().isAfter(reached) ? run.until() : reached;
    }
    return reached.isBefore(until) ? Optional.of(reached) : Optional.empty();
  }
}
