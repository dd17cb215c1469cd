package org.cardnym.vault.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;

/** Queues mail to payers. What is queued is sent if, and only if, the caller's transaction commits. */
@ApplicationScoped
public class Notices {
  /**
   * Queues one mail in the caller's transaction; there must be one.
   *
   * @param facts exactly those that the kind names; each is plain text, cut to 120 characters, without control characters
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void queue(UUID payerId, NoticeKind kind, Map<String, String> facts) {
    throw new UnsupportedOperationException();
  }
}
