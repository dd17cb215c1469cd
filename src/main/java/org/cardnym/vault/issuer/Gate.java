package org.cardnym.vault.issuer;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One bank's way out of this replica: so many transmissions at once and no more, whatever its
 * answers take, and a breaker. What is held back here was not sent. Nobody waits.
 */
final class Gate {
  /** Of the places; the rest is for messages that may have arrived, or that must come to an end. */
  private static final double FOR_FIRSTS = 0.75;

  /** Why a transmission was held back, as {@link Result} and meters say it. */
  enum Held {
    /** Too many are under way. */
    BUSY,
    /** The link is down. */
    DOWN;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** May it go? */
  sealed interface Admission {}

  /** It was not sent. */
  record Refused(Held why) implements Admission {}

  private final int most;
  private final Semaphore places;
  private final Semaphore firsts;
  private final Breaker breaker;

  Gate(IssuerSettings settings, Breaker breaker) {
    this.most = settings.atOnce();
    this.places = new Semaphore(most);
    this.firsts = new Semaphore((int) Math.ceil(most * FOR_FIRSTS));
    this.breaker = breaker;
  }

  Breaker.View view() {
    return breaker.view();
  }

  /** How many places are taken. */
  int taken() {
    return most - places.availablePermits();
  }

  /**
   * Asks for a place.
   *
   * @param first nothing of the message can have arrived, and it may stay unsent
   */
  Admission enter(boolean first) {
    if (first && !firsts.tryAcquire()) {
      return new Refused(Held.BUSY);
    }
    if (!places.tryAcquire()) {
      leave(first, 0);
      return new Refused(Held.BUSY);
    }
    Breaker.Leave given = first ? breaker.ask() : Breaker.Leave.GO;
    if (given == Breaker.Leave.WAIT) {
      leave(true, 1);
      return new Refused(Held.DOWN);
    }
    return new Pass(first, given == Breaker.Leave.PROBE);
  }

  private void leave(boolean first, int held) {
    places.release(held);
    if (first) {
      firsts.release();
    }
  }

  /** A place, held until it is closed. */
  final class Pass implements Admission, AutoCloseable {
    private final boolean first;
    private final boolean probe;
    private final long number = breaker.begin();

    private Pass(boolean first, boolean probe) {
      this.first = first;
      this.probe = probe;
    }

    /**
     * How it went on the link; not called where it never came to the link.
     *
     * @return the turn of the link, if this is one
     */
    Breaker.@Nullable Turn ended(Result result) {
      return result.answer() != null
          ? breaker.answered()
          : breaker.failed(number, probe, result.reason());
    }

    @Override
    public void close() {
      if (probe) {
        breaker.over();
      }
      leave(first, 1);
    }
  }
}
