package org.cardnym.vault.payment;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may help after a decline; all that a merchant learns of the bank's reason. */
public enum Retry {
  NO,
  OTHER_CARD,
  LATER;

  // ISO 8583 data element 39: issuer or switch inoperative, system malfunction, and their like.
  private static final Set<String> LATER_CODES = Set.of("68", "90", "91", "92", "96");
  private static final Set<String> OTHER_CARD_CODES =
      Set.of("14", "51", "54", "57", "61", "62", "65", "78");

  static Retry of(@Nullable String responseCode) {
    if (responseCode == null) {
      return NO;
    }
    if (LATER_CODES.contains(responseCode)) {
      return LATER;
    }
    return OTHER_CARD_CODES.contains(responseCode) ? OTHER_CARD : NO;
  }

  /** The same for a refund, which no other card could take. */
  static Retry ofRefund(@Nullable String responseCode) {
    return of(responseCode) == LATER ? LATER : NO;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
