package org.cardnym.vault.portfolio;

import java.util.Locale;

/** How a move stands. */
public enum MoveState {
  /** Two people have signed it; it may still be waiting for its time. */
  RUNNING,
  /** All cards were looked at. */
  ENDED,
  /** An operator stopped it. */
  STOPPED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
