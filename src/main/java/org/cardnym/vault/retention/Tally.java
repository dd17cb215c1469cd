package org.cardnym.vault.retention;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Removes rows one by one and counts them, so that one that is refused keeps no other. */
public final class Tally {
  private long gone;
  private long left;

  /**
   * Runs one removal in a transaction of its own.
   *
   * @param removal true if the row is gone, false if its time is not over after all
   * @param refused told why the row stays
   */
  public void remove(Callable<Boolean> removal, Consumer<RuntimeException> refused) {
    try {
      if (QuarkusTransaction.requiringNew().call(removal)) {
        gone++;
      }
    } catch (RuntimeException stays) {
      left++;
      refused.accept(stays);
    }
  }

  /** A row that stays though its time is over. */
  public void stays() {
    left++;
  }

  public Batch batch(@Nullable String place) {
    return new Batch(gone, left, place);
  }
}
