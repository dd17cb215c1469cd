package org.cardnym.e2e;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until something is so, never for ever. */
final class Await {
  /** Longer than anything takes on a machine that does much else beside. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration STEP = Duration.ofMillis(200);

  private Await() {}

  static void until(String what, Duration patience, BooleanSupplier isSo) {
    value(what, patience, isSo::getAsBoolean, so -> so);
  }

  /** The first value that fits; the last one that did not stands in the error. */
  static <T> T value(String what, Duration patience, Supplier<T> source, Predicate<T> fits) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      T value = source.get();
      if (fits.test(value)) {
        return value;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(
            what + " took longer than " + patience.toSeconds() + " s; last: " + value);
      }
      pause(STEP);
    }
  }

  static void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
