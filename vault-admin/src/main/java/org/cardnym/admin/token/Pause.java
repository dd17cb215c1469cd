package org.cardnym.admin.token;

import java.time.Duration;

/** Waiting, so that tests need not. */
public interface Pause {
  void sleep(Duration time);

  /** The real one; an interrupt ends the wait early and is kept for the caller. */
  static void real(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
