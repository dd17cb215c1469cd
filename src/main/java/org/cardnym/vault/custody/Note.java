package org.cardnym.vault.custody;

import java.time.Instant;

/** What happened while the trail could not be written; it is told there once the vault is open. */
public record Note(Kind kind, String actor, Instant at) {
  /** What it was. */
  public enum Kind {
    GIVEN,
    REFUSED,
    CANCELED
  }
}
