package org.cardnym.vault.card;

import java.time.YearMonth;

/**
 * What a payer may see of a card (PCI DSS 3.4.1: at most the first six and the last four). Stored
 * sealed under the payer's key only.
 */
public record CardDisplay(Brand brand, String prefix, String lastFour, YearMonth expiry) {
  static CardDisplay of(Pan pan, YearMonth expiry) {
    return new CardDisplay(Brand.of(pan), pan.displayPrefix(), pan.lastFour(), expiry);
  }

  @Override
  public String toString() {
    return "CardDisplay";
  }
}
