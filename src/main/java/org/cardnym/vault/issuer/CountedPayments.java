package org.cardnym.vault.issuer;

import java.util.UUID;

/** Implemented by whoever intends authorizations: what they themselves hold for approved. */
public interface CountedPayments {
  /**
   * True if this payment stands as approved by this message, or nobody can tell because its row
   * does not check; false too where there is none.
   */
  boolean counted(UUID paymentId, UUID messageId);
}
