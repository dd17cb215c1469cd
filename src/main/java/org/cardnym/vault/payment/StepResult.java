package org.cardnym.vault.payment;

import java.util.Locale;

/** How a step ended, as it is measured. */
enum StepResult {
  DONE,
  REFUSED,
  FAILED;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
