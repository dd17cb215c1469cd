package org.cardnym.vault.issuer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of exchanges: counts and times by kind and outcome, and how many wait. */
@ApplicationScoped
class ExchangeMeters {
  private final MeterRegistry meters;
  private final AtomicLong open = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong oldReversals = new AtomicLong();
  private final AtomicLong oldRefunds = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();

  ExchangeMeters(MeterRegistry meters) {
    this.meters = meters;
    meters.gauge("cardnym_exchanges_open", open);
    meters.gauge("cardnym_exchanges_late", late);
    meters.gauge("cardnym_reversals_over_a_day", oldReversals);
    meters.gauge("cardnym_refunds_over_a_day", oldRefunds);
    meters.gauge("cardnym_exchanges_oldest_seconds", oldest);
  }

  /** An exchange has an outcome; the time is from its intent. */
  void settled(ExchangeRow row, Instant now) {
    Timer.builder("cardnym_exchange")
        .tag("kind", row.kind.wire())
        .tag("outcome", word(Objects.requireNonNull(row.outcome)))
        .serviceLevelObjectives(
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30))
        .register(meters)
        .record(Duration.between(row.intendedAt, now));
  }

  /** A transmission has ended, with an answer or without. */
  void carried(Kind kind, Event event, Duration time) {
    Timer.builder("cardnym_transmission")
        .tag("kind", kind.wire())
        .tag("event", word(event))
        .register(meters)
        .record(time);
  }

  /** What a transmission's end means is committed, with payment, hold and trail. */
  void concluded(Kind kind, Duration time) {
    Timer.builder("cardnym_settle").tag("kind", kind.wire()).register(meters).record(time);
  }

  /**
   * The queue as it stands.
   *
   * @param waiting exchanges without an outcome
   * @param overdue of these, due for more than a minute
   * @param oldReversal reversals that no bank acknowledged within a day
   * @param oldRefund refunds that no bank answered within a day
   * @param age seconds since the oldest of the exchanges was due
   */
  void queue(long waiting, long overdue, long oldReversal, long oldRefund, long age) {
    open.set(waiting);
    late.set(overdue);
    oldReversals.set(oldReversal);
    oldRefunds.set(oldRefund);
    oldest.set(age);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
