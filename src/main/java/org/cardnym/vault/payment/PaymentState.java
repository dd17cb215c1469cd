package org.cardnym.vault.payment;

import java.util.Locale;

/** Where a payment stands. It leaves an ended state never. */
public enum PaymentState {
  REQUIRES_AUTHENTICATION,
  PROCESSING,
  APPROVED,
  DECLINED,
  FAILED,
  CANCELED,
  EXPIRED;

  public boolean ended() {
    return this != REQUIRES_AUTHENTICATION && this != PROCESSING;
  }

  /** The name on the wire, for instance {@code requires_authentication}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
