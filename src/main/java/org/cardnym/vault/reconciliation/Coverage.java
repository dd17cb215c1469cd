package org.cardnym.vault.reconciliation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How much of a time runs have compared, pure functions. */
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

  /**
   * False for a run that is not over, that met what was under way and ended later, or that left
   * something out.
   */
  static boolean counts(RunView run, int mostReversals) {
    return run.state() == RunState.FINISHED && run.settling() == 0 && whole(run, mostReversals);
  }

  /** False where more differed than a run lists, or it undid as many as it may. */
  static boolean whole(RunView run, int mostReversals) {
    return run.differing() < Steps.MOST_LISTED
        && (run.reversed() == 0 || run.reversed() < mostReversals);
  }
}
