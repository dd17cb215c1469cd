package org.cardnym.vault.reconciliation;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;

/**
 * Refuses a margin under which a payment that is under way could be taken for one that nobody
 * knows, and reversals without bound.
 */
@ApplicationScoped
class ReconciliationSafe implements StartCheck {
  private static final Duration LEAST = Duration.ofMinutes(5);
  private static final Duration MOST = Duration.ofHours(2);
  private static final int MOST_REVERSALS = 10_000;

  private final ReconciliationSettings settings;

  ReconciliationSafe(ReconciliationSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<String> problems() {
    return LaunchMode.current() == LaunchMode.TEST
        ? List.of()
        : problems(settings.margin(), settings.mostReversals());
  }

  static List<String> problems(Duration margin, int mostReversals) {
    var problems = new ArrayList<String>();
    if (margin.compareTo(LEAST) < 0 || margin.compareTo(MOST) > 0) {
      problems.add("cardnym.reconciliation.margin must be between " + LEAST + " and " + MOST);
    }
    if (mostReversals < 0 || mostReversals > MOST_REVERSALS) {
      problems.add("cardnym.reconciliation.most-reversals must be between 0 and " + MOST_REVERSALS);
    }
    return problems;
  }
}
