package org.cardnym.vault.proof;

import java.util.Locale;

/** The policy's rows that cap a payment which two proofs alone don't carry. */
public enum Rule {
  /** The bank compared the card's data but did not ask its holder. */
  LIMITED_CARD,
  /** This browser has not paid for this name before. */
  NEW_BROWSER;

  /** The name on the wire, for instance {@code limited_card}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
