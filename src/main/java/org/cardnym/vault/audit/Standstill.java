package org.cardnym.vault.audit;

import java.time.Duration;

/** Since when no batch was signed though an entry waits, by the machine's own clock. */
final class Standstill {
  private boolean begun;
  private long number;
  private long since;

  /**
   * Looks again.
   *
   * @param last the number of the last batch that is known to be signed
   * @param nanos now, as {@link System#nanoTime} tells it
   */
  synchronized long seconds(boolean waits, long last, long nanos) {
    if (!begun || !waits || last != number) {
      begun = true;
      number = last;
      since = nanos;
    }
    return Duration.ofNanos(nanos - since).toSeconds();
  }
}
