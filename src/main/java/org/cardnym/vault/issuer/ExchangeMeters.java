package org.cardnym.vault.issuer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.cardnym.vault.trace.StepName;
import org.cardnym.vault.trace.TracedStep;
import org.cardnym.vault.trace.Traces;

/**
 * What operators see of exchanges: counts and times by kind and outcome, and how many wait. Of
 * those that are about a payment {@link Traces} is told as well.
 */
@ApplicationScoped
class ExchangeMeters {
  private final MeterRegistry meters;
  private final Traces traces;
  private final AtomicLong open = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong oldReversals = new AtomicLong();
  private final AtomicLong oldRefunds = new AtomicLong();
  private final AtomicLong oldNotices = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();

  ExchangeMeters(MeterRegistry meters, Traces traces) {
    this.meters = meters;
    this.traces = traces;
    meters.gauge("cardnym_exchanges_open", open);
    meters.gauge("cardnym_exchanges_late", late);
    meters.gauge("cardnym_reversals_over_a_day", oldReversals);
    meters.gauge("cardnym_refunds_over_a_day", oldRefunds);
    meters.gauge("cardnym_holder_notices_over_a_day", oldNotices);
    meters.gauge("cardnym_exchanges_oldest_seconds", oldest);
  }

  /** An exchange has an outcome; the time is from its intent. */
  void settled(ExchangeRow row, Instant now) {
    Outcome outcome = Objects.requireNonNull(row.outcome);
    Duration time = Duration.between(row.intendedAt, now);
    Timer.builder("cardnym_exchange")
        .tag("kind", row.kind.wire())
        .tag("outcome", word(outcome))
        .serviceLevelObjectives(
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30))
        .register(meters)
        .record(time);
    // What was being reversed has had its span; the reversal has one of its own.
    if (row.family == Family.PAYMENT && outcome != Outcome.REVERSED) {
      traces.note(
          TracedStep.of(StepName.EXCHANGE, row.familyId, time)
              .message(row.messageId, Math.max(0, row.transmissions - 1))
              .bank(row.bankId)
              .kind(row.kind)
              .outcome(outcome));
    }
  }

  /** A transmission has ended, with an answer or without. */
  void carried(Transmission transmission, Event event, Duration time) {
    Timer.builder("cardnym_transmission")
        .tag("kind", transmission.kind().wire())
        .tag("event", word(event))
        .register(meters)
        .record(time);
    if (transmission.kind().ofPayment()) {
      traces.note(
          step(StepName.TRANSMISSION, transmission, time)
              .bank(transmission.bankId())
              .kind(transmission.kind())
              .outcome(event));
    }
  }

  /** What a transmission's end means is committed, with payment, hold and trail. */
  void concluded(Transmission transmission, Duration time) {
    Timer.builder("cardnym_settle")
        .tag("kind", transmission.kind().wire())
        .register(meters)
        .record(time);
    if (transmission.kind().ofPayment()) {
      traces.note(step(StepName.SETTLE, transmission, time));
    }
  }

  /** A part of a transmission, or what breaks it off. */
  interface Part<T, E extends Exception> {
    T take() throws E;
  }

  /** Takes a part of a transmission, whose own end says how it went. */
  <T, E extends Exception> T part(StepName name, Transmission transmission, Part<T, E> part)
      throws E {
    long began = System.nanoTime();
    try {
      return part.take();
    } finally {
      if (transmission.kind().ofPayment()) {
        traces.note(step(name, transmission, Duration.ofNanos(System.nanoTime() - began)));
      }
    }
  }

  /**
   * The queue as it stands.
   *
   * @param waiting exchanges without an outcome
   * @param overdue of these, due for more than a minute
   * @param oldReversal reversals that no bank acknowledged within a day
   * @param oldRefund refunds that no bank answered within a day
   * @param oldNotice notices that no bank acknowledged within a day
   * @param age seconds since the oldest of the exchanges was due
   */
  void queue(
      long waiting, long overdue, long oldReversal, long oldRefund, long oldNotice, long age) {
    open.set(waiting);
    late.set(overdue);
    oldReversals.set(oldReversal);
    oldRefunds.set(oldRefund);
    oldNotices.set(oldNotice);
    oldest.set(age);
  }

  private static TracedStep step(StepName name, Transmission transmission, Duration time) {
    return TracedStep.of(name, transmission.familyId(), time)
        .message(transmission.messageId(), transmission.repeat());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
