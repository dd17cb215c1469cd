package org.cardnym.vault.proof;

import java.util.Locale;

/** What lies beyond a rule's amounts. */
public enum Beyond {
  /** Nothing: the vault declines. */
  REFUSE,
  /** A proof that is signed over the payment ({@link Evidence.Bound#SIGNED}). */
  SIGNED,
  /** The payment's end. */
  END;

  /** The name on the wire, for instance {@code signed}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
