package org.cardnym.vault.payment;

import java.util.Locale;
import org.cardnym.vault.trace.StepName;

/** The steps of a payment that this room takes, as they are measured; the bank's are `issuer`'s. */
enum PaymentStep {
  CREATE(StepName.CREATE),
  OPEN(StepName.OPEN),
  /** Counts the tries and judges the proofs. */
  PROVE(StepName.PROVE),
  /** Uses the proofs, holds the amount, and commits the intent. */
  PLACE(StepName.PLACE),
  /** Waits for the bank, as long as a page does. */
  AWAIT(StepName.AWAIT);

  private final StepName traced;

  PaymentStep(StepName traced) {
    this.traced = traced;
  }

  StepName traced() {
    return traced;
  }

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
