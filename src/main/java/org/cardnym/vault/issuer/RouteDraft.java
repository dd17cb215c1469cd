package org.cardnym.vault.issuer;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.issuer.RouteReport.Fault;
import org.cardnym.vault.issuer.RouteReport.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A line of a table while the whole table is judged: what will become of it, as far as is known.
 */
final class RouteDraft {
  /** As many as help a reader; a table of equal lines has millions. */
  private static final int MOST_CONFLICTS = 5;

  final RouteLine line;
  Outcome outcome = Outcome.ADDED;
  @Nullable Fault fault;
  @Nullable UUID bankId;

  /** The route that is there, or the one to be added; null where the line is not one. */
  @Nullable BankRouteRow row;

  @Nullable UUID replaces;
  final List<RouteDraft> conflictingLines = new ArrayList<>();
  final List<BankRouteRow> conflictingRoutes = new ArrayList<>();
  int furtherConflicts;

  RouteDraft(RouteLine line) {
    this.line = line;
  }

  void unfit(Fault why) {
    outcome = Outcome.UNFIT;
    fault = why;
  }

  /** True for a route that is not there yet. */
  boolean comes() {
    return row != null && (outcome == Outcome.ADDED || outcome == Outcome.REPLACES);
  }

  void conflictsWith(RouteDraft other) {
    note(conflictingLines, other);
  }

  void conflictsWith(BankRouteRow route) {
    note(conflictingRoutes, route);
  }

  private <T> void note(List<T> list, T other) {
    outcome = Outcome.CONFLICTS;
    if (conflictingLines.size() + conflictingRoutes.size() < MOST_CONFLICTS) {
      list.add(other);
    } else {
      furtherConflicts++;
    }
  }
}
