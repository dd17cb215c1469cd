package org.cardnym.vault.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.payer.PayerLeaving;

/**
 * Queues mail to payers. What is queued is sent if, and only if, the caller's transaction commits.
 */
@ApplicationScoped
public class Notices implements PayerLeaving {
  private final NoticeQueue queue;
  private final NoticeSeal seal;
  private final Clock clock;

  Notices(NoticeQueue queue, NoticeSeal seal, Clock clock) {
    this.queue = queue;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * Queues one mail in the caller's transaction; there must be one. What is queued for the decoy is
   * dropped later.
   *
   * @param facts exactly those that the kind names; each is plain text, cut to {@value
   *     Facts#MAX_LENGTH} code points, without control and format characters
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void queue(UUID payerId, NoticeKind kind, Map<String, String> facts) {
    if (!kind.facts().equals(facts.keySet())) {
      throw new IllegalArgumentException(kind + " needs the facts " + kind.facts());
    }
    UUID noticeId = Uuids.next(clock.instant());
    queue.add(payerId, noticeId, kind, seal.seal(payerId, noticeId, kind, Facts.plain(facts)));
  }

  @Override
  public void leaving(UUID payerId) {
    queue.removeAll(payerId);
  }
}
