package org.cardnym.vault.payment;

import java.util.Locale;

/** The steps of a payment that this room takes, as they are measured; the bank's are `issuer`'s. */
enum PaymentStep {
  CREATE,
  OPEN,
  /** Counts the tries and judges the proofs. */
  PROVE,
  /** Uses the proofs, holds the amount, and commits the intent. */
  PLACE,
  /** Waits for the bank, as long as a page does. */
  AWAIT;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
