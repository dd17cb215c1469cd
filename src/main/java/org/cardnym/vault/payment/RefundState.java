package org.cardnym.vault.payment;

import java.util.Locale;

/**
 * Where a refund stands. None fails: one whose outcome is not known is asked for again, as the same
 * refund, until its bank has answered.
 */
public enum RefundState {
  PROCESSING,
  SUCCEEDED,
  DECLINED;

  /** The name on the wire, for instance {@code succeeded}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
