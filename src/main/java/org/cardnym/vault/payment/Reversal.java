package org.cardnym.vault.payment;

import java.util.Locale;

/**
 * Whether a failed payment left something at the bank to undo, and whether the bank has
 * acknowledged it.
 */
public enum Reversal {
  NONE,
  PENDING,
  DONE;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
