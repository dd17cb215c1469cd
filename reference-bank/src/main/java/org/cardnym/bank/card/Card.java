package org.cardnym.bank.card;

import java.time.YearMonth;

/**
 * A card as a message carries it; each part hides itself when printed. The bank's rules do not use
 * the gender.
 */
public record Card(Pan number, YearMonth expiry, HolderName holder) {

  /** A card is good to the end of its month (ISO 8583 data element 14). */
  public boolean expiredBy(YearMonth month) {
    return expiry.isBefore(month);
  }
}
