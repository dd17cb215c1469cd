package org.cardnym.bank;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until something is so, never for ever. */
final class Await {

  private static final Duration STEP = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Await() {}

  static void until(String what, BooleanSupplier isSo) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + ": not within " + PATIENCE.toSeconds() + " s");
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
