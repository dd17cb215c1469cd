package org.cardnym.vault.notice;

import java.time.Duration;

/** How long to wait after a try that failed: 5 s, then twice as long each time, an hour at most. */
final class Backoff {
  private static final long FIRST_SECONDS = 5;
  private static final long MOST_SECONDS = 3_600;
  private static final int MOST_DOUBLINGS = 10;

  private Backoff() {}

  static Duration after(int tries) {
    int doublings = Math.clamp(tries - 1, 0, MOST_DOUBLINGS);
    return Duration.ofSeconds(Math.min(MOST_SECONDS, FIRST_SECONDS << doublings));
  }
}
