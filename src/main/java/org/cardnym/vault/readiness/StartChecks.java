package org.cardnym.vault.readiness;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import org.jboss.logging.Logger;

/** Runs every start check and stops the replica where one fails: unsafe is worse than down. */
@ApplicationScoped
class StartChecks {
  private static final Logger LOG = Logger.getLogger(StartChecks.class);

  private final Instance<StartCheck> checks;
  private final Loosened loosened;

  StartChecks(@jakarta.enterprise.inject.Any Instance<StartCheck> checks, Loosened loosened) {
    this.checks = checks;
    this.loosened = loosened;
  }

  void run(@Observes StartupEvent start) {
    var problems = new ArrayList<String>();
    for (StartCheck check : checks) {
      problems.addAll(check.problems());
    }
    if (problems.isEmpty()) {
      if (loosened.sandbox()) {
        LOG.warnf(
            "SANDBOX: checks are loosened, only public test cards are accepted %s", loosened.all());
      }
      return;
    }
    problems.forEach(problem -> LOG.errorf("start_refused: %s", problem));
    throw new IllegalStateException("The vault refuses to start: " + String.join("; ", problems));
  }
}
