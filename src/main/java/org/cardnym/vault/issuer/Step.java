package org.cardnym.vault.issuer;

import java.time.Duration;

/** What is to be done next with an exchange. */
sealed interface Step {
  /**
   * Begin a transmission.
   *
   * @param uncertain an earlier one may have arrived
   */
  record Transmit(boolean uncertain) implements Step {}

  /** Try again after a pause. */
  record Pause(boolean uncertain, Duration length) implements Step {}

  /** End it. */
  record Close(Outcome outcome) implements Step {}

  /** Decide, without return, that the authorization is undone. */
  record Reverse() implements Step {}

  /** Too late to matter, or another drives it. */
  record Ignore() implements Step {}
}
