package org.cardnym.sandbox.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until something is so; gives up when its time is over, its child has died, or a stop is
 * asked for.
 */
public final class Await {
  private static final Duration STEP = Duration.ofMillis(100);

  private final BooleanSupplier stopAsked;

  public Await(BooleanSupplier stopAsked) {
    this.stopAsked = stopAsked;
  }

  public void until(String what, Child child, Duration patience, BooleanSupplier isSo) {
    until(what, patience, () -> isSo.getAsBoolean() || failWhenDead(what, child));
  }

  /** The first thing that comes. */
  public <T> T first(String what, Duration patience, Supplier<Optional<T>> source) {
    List<T> found = new ArrayList<>();
    until(
        what,
        patience,
        () -> {
          source.get().ifPresent(found::add);
          return !found.isEmpty();
        });
    return found.getFirst();
  }

  public void until(String what, Duration patience, BooleanSupplier isSo) {
    long end = System.nanoTime() + patience.toNanos();
    while (!isSo.getAsBoolean()) {
      checkStop();
      if (System.nanoTime() > end) {
        throw new IllegalStateException(what + " took longer than " + patience.toSeconds() + " s");
      }
      pause();
    }
  }

  public void checkStop() {
    if (stopAsked.getAsBoolean()) {
      throw new StopAsked();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopAsked();
    }
  }

  private static boolean failWhenDead(String what, Child child) {
    if (!child.alive()) {
      throw new IllegalStateException(
          what + " failed: " + child.name() + " ended (" + child.exitCode() + ")");
    }
    return false;
  }
}
