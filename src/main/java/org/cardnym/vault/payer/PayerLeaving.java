package org.cardnym.vault.payer;

import java.util.UUID;

/** Something that keeps rows of payers and must drop them when one leaves. */
public interface PayerLeaving {
  /**
   * Removes this payer's rows, in the transaction that removes the payer; running it again does
   * nothing.
   */
  void leaving(UUID payerId);
}
