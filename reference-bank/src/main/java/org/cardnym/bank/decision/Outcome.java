package org.cardnym.bank.decision;

import java.util.Locale;

/** The {@code decision} of an answer. */
public enum Outcome {
  APPROVED,
  DECLINED,
  ACKNOWLEDGED,
  CODE_REQUIRED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
