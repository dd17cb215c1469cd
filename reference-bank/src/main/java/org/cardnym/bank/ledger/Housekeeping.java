package org.cardnym.bank.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.cardnym.bank.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets in the background what need not be kept: transmissions, codes, and message ids of more
 * than 180 days.
 */
public final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofSeconds(20);

  private final Database database;
  private final SeenTransmissions seen;
  private final InstantSource clock;
  private final Messages messages = new Messages();
  private final CodeChallenges challenges = new CodeChallenges();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("housekeeping").factory());

  public Housekeeping(Database database, SeenTransmissions seen, InstantSource clock) {
    this.database = database;
    this.seen = seen;
    this.clock = clock;
  }

  public void start() {
    timer.scheduleWithFixedDelay(this::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      runOnce();
    } catch (Refusal e) {
      LOG.warn("housekeeping put off: {}", e.code().wireName());
    }
  }

  /** One round. */
  public void runOnce() {
    Instant now = clock.instant();
    database.inTransaction(connection -> {
      seen.forget(connection, now);
      challenges.forget(connection, now);
      return messages.forget(connection, now);
    });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
