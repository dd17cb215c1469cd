package org.cardnym.vault.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Codes of eight digits that show a payer reads the mail of a contact: ten minutes, five tries, one use. */
@ApplicationScoped
public class ContactCodes {
  /** Makes a new code, which ends the one before, and queues its mail; in the caller's transaction, and there must be one. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void send(UUID payerId) {
    throw new UnsupportedOperationException();
  }

  /**
   * Judges a try; call it without a transaction. True once at most for each code.
   *
   * @return false if the code is wrong, used, too old, or has had its tries
   */
  public boolean confirm(UUID payerId, String code) {
    throw new UnsupportedOperationException();
  }
}
