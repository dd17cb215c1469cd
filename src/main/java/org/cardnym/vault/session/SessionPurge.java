package org.cardnym.vault.session;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes sessions that have ended. */
@ApplicationScoped
class SessionPurge {
  private static final int BATCH = 1_000;
  private static final int BATCHES = 100;

  private final PageSessions sessions;

  SessionPurge(PageSessions sessions) {
    this.sessions = sessions;
  }

  @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    for (int batch = 0; batch < BATCHES; batch++) {
      if (sessions.purge(BATCH) < BATCH) {
        return;
      }
    }
  }
}
