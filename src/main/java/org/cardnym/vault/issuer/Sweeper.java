package org.cardnym.vault.issuer;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.cardnym.vault.keys.Keys;

/**
 * Comes back to exchanges that nobody drives: repeats, windows that ended, reversals, and what a
 * crash left, on every replica.
 */
@ApplicationScoped
class Sweeper {
  private static final int BATCH = 64;
  private static final int LEASE_SECONDS = 20;

  private final DueExchanges due;
  private final Driver driver;
  private final StoredLenders lenders;
  private final ExchangeMeters meters;
  private final Keys keys;

  Sweeper(
      DueExchanges due, Driver driver, StoredLenders lenders, ExchangeMeters meters, Keys keys) {
    this.due = due;
    this.driver = driver;
    this.lenders = lenders;
    this.meters = meters;
    this.keys = keys;
  }

  @Scheduled(
      every = "${cardnym.issuer.sweep:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (keys.open()) {
      var unused = sweep();
    }
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    long[] depth = due.depth();
    meters.queue(depth[0], depth[1], depth[2], depth[3], depth[4], depth[5]);
  }

  /** Starts one batch; completes when each of it is as far as this replica takes it. */
  CompletableFuture<Void> sweep() {
    List<ExchangeRow.Key> claimed = due.claim(BATCH, LEASE_SECONDS);
    return CompletableFuture.allOf(
        claimed.stream()
            .map(key -> driver.start(key, Event.LEFT, lenders))
            .toArray(CompletableFuture[]::new));
  }
}
