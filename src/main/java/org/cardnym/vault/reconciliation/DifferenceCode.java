package org.cardnym.vault.reconciliation;

import java.util.Locale;

/** In what the vault's books and a bank's differ; the wire form is stable for ever. */
public enum DifferenceCode {
  /** The bank decided a message that the vault does not know. */
  UNKNOWN_AT_VAULT,
  /** The bank told the vault a decision, signed, and its books do not hold the message. */
  UNKNOWN_AT_BANK,
  /** Both approved, and not the same amount. */
  AMOUNT_DIFFERS,
  /** One approved, the other did not. */
  OUTCOME_DIFFERS,
  /**
   * The bank approved an authorization that the vault does not know, or never counted as approved:
   * it is undone, as one is whose outcome stayed unknown.
   */
  REVERSED_HERE,
  /** The vault's own row of it, or of its payment, does not check: nothing is held against it. */
  ROW_REFUSED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
