package org.cardnym.vault.limit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Removes counters that have ended, so that names nobody holds are counted for a day at most and
 * tables stay small.
 */
@ApplicationScoped
class CounterPurge {
  private static final int BATCH = 1_000;
  private static final int BATCHES = 100;

  private final Counters counters;

  CounterPurge(Counters counters) {
    this.counters = counters;
  }

  @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    for (int batch = 0; batch < BATCHES; batch++) {
      if (counters.purge(BATCH) < BATCH) {
        return;
      }
    }
  }
}
