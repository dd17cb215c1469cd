package org.cardnym.vault.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this replica gets through to one bank. After so many transmissions in a row without an
 * answer that counts the link is down: what has never gone out waits, save for one probe at a time
 * after pauses that grow. Repeats, reversals and refunds never ask here, they only tell how they
 * ended; an answer to any of them brings the link up.
 */
final class Breaker {
  private static final int MOST_DOUBLINGS = 20;

  /** A random share of the pause on either side, so that replicas don't knock together. */
  private static final double JITTER = 0.25;

  /**
   * How the link stands.
   *
   * @param since when it began to stand so; null where nothing is known yet
   * @param reason why it is down, a short word; null while it is not
   */
  record View(boolean down, @Nullable Instant since, @Nullable String reason) {}

  /** The link went down or came up. */
  record Turn(View from, View to) {}

  /** What may become of a first transmission. */
  enum Leave {
    GO,
    /** Go, and nobody else until it is over. */
    PROBE,
    WAIT
  }

  private final IssuerSettings settings;
  private final Clock clock;
  private final LongSupplier nanos;
  private final DoubleSupplier random;
  private long begun;
  private long answeredUpTo;
  private int failures;
  private int probes;
  private boolean probing;
  private long nextProbe;
  private View view = new View(false, null, null);

  Breaker(IssuerSettings settings, Clock clock) {
    this(settings, clock, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * @param nanos a time that never steps, for pauses; the clock is for people
   * @param random from 0 to below 1
   */
  Breaker(IssuerSettings settings, Clock clock, LongSupplier nanos, DoubleSupplier random) {
    this.settings = settings;
    this.clock = clock;
    this.nanos = nanos;
    this.random = random;
  }

  synchronized View view() {
    return view;
  }

  /** Asks for a first transmission. Whoever is given a probe says when it is over. */
  synchronized Leave ask() {
    if (!view.down) {
      return Leave.GO;
    }
    if (probing || nanos.getAsLong() - nextProbe < 0) {
      return Leave.WAIT;
    }
    probing = true;
    return Leave.PROBE;
  }

  /** A transmission sets out. Returns its number, by which it says how it ended. */
  synchronized long begin() {
    return ++begun;
  }

  /**
   * A signed answer that counts has come, to whatever.
   *
   * @return the turn from down to up, if it is one
   */
  synchronized @Nullable Turn answered() {
    failures = 0;
    answeredUpTo = begun;
    if (!view.down && view.since != null) {
      return null;
    }
    Turn turn = turn(new View(false, clock.instant(), null));
    return turn.from.down ? turn : null;
  }

  /**
   * A transmission was not sent, or nothing that counts came back. What set out before the last
   * answer says nothing of the time after it.
   *
   * @param number from {@link #begin}
   * @return the turn from up to down, if it is one
   */
  synchronized @Nullable Turn failed(long number, boolean probe, String reason) {
    if (view.down) {
      if (probe) {
        probes++;
        nextProbe = nanos.getAsLong() + pause();
      }
      return null;
    }
    if (number <= answeredUpTo || ++failures < settings.downAfter()) {
      return null;
    }
    probes = 0;
    nextProbe = nanos.getAsLong() + pause();
    return turn(new View(true, clock.instant(), reason));
  }

  /** A probe is over, however it went: another may go when its time has come. */
  synchronized void over() {
    probing = false;
  }

  private Turn turn(View to) {
    var turn = new Turn(view, to);
    view = to;
    return turn;
  }

  private long pause() {
    Duration doubled = settings.firstProbe().multipliedBy(1L << Math.min(probes, MOST_DOUBLINGS));
    Duration longest = settings.mostProbe();
    Duration pause = doubled.compareTo(longest) < 0 ? doubled : longest;
    return Math.round(pause.toNanos() * (1 - JITTER + 2 * JITTER * random.getAsDouble()));
  }
}
