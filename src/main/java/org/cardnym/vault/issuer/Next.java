package org.cardnym.vault.issuer;

import java.time.Duration;

/** What a committed step leaves to do for whoever drives an exchange. */
sealed interface Next {
  /** A transmission has begun; now it is to be carried. */
  record Carry(Transmission transmission) implements Next {}

  /** Try again after a pause. */
  record Again(Duration pause) implements Next {}

  /** A reversal is committed; it is to be sent. */
  record Undo(ExchangeRow.Key reversal) implements Next {}

  /** Nothing is left to do. */
  record Done() implements Next {}
}
