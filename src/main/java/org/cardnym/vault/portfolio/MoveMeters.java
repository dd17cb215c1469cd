package org.cardnym.vault.portfolio;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.keys.Keys;

/** What this replica did with cards that were to be moved, and how many all moves have left. */
@ApplicationScoped
class MoveMeters {
  private final Keys keys;
  private final Moves moves;
  private final Counter moved;
  private final Counter outside;
  private final Counter elsewhere;
  private final Counter refused;
  private volatile long left;

  MoveMeters(Keys keys, Moves moves, MeterRegistry meters) {
    this.keys = keys;
    this.moves = moves;
    this.moved = meters.counter("cardnym_card_moves", "outcome", "moved");
    this.outside = meters.counter("cardnym_card_moves", "outcome", "outside");
    this.elsewhere = meters.counter("cardnym_card_moves", "outcome", "elsewhere");
    this.refused = meters.counter("cardnym_card_moves", "outcome", "refused");
    Gauge.builder("cardnym_card_moves_left", this, m -> m.left).register(meters);
  }

  void took(MoveTally tally) {
    moved.increment(tally.moved());
    outside.increment(tally.outside());
    elsewhere.increment(tally.elsewhere());
    refused.increment(tally.refused());
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    left = keys.open() ? moves.left() : 0;
  }
}
