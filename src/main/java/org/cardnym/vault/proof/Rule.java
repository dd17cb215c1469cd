package org.cardnym.vault.proof;

import java.util.Locale;

/** The policy's rules; each has a row a currency, or none. */
public enum Rule {
  /** Any payment; without a row it is not capped. */
  ANY_PAYMENT,
  /** The payer has paid nothing at this shop yet; without a row it is not capped. */
  NEW_SHOP,
  /**
   * The bank compared the card's data but did not ask its holder; without a row it pays nothing.
   */
  LIMITED_CARD,
  /** This browser has not paid for this name before; without a row it pays nothing. */
  NEW_BROWSER,
  /**
   * A proof has failed (mission U9). Without a row, and up to its amount, the payer is asked again;
   * an amount of a day has no meaning here.
   */
  FAILED_PROOF;

  /** True where a currency without a row is refused. */
  public boolean refusesWithoutRow() {
    return this == LIMITED_CARD || this == NEW_BROWSER;
  }

  /**
   * True if this may lie beyond the amounts. However well a payer is proven, it says nothing about
   * whose a card is.
   */
  boolean takes(Beyond beyond) {
    return switch (this) {
      case ANY_PAYMENT, NEW_SHOP, NEW_BROWSER -> beyond != Beyond.END;
      case LIMITED_CARD -> beyond == Beyond.REFUSE;
      case FAILED_PROOF -> beyond != Beyond.REFUSE;
    };
  }

  /** The name on the wire, for instance {@code limited_card}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
