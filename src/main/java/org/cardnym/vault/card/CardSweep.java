package org.cardnym.vault.card;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Removes cards whose bank did not agree within 15 minutes, and holds whose day is long over. Times
 * are the database's.
 */
@ApplicationScoped
class CardSweep {
  private static final int MAX_CARDS = 100;
  private static final int MAX_HOLDS = 1_000;

  private final EntityManager entities;
  private final Cards cards;

  CardSweep(EntityManager entities, Cards cards) {
    this.entities = entities;
    this.cards = cards;
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional
  void waiting() {
    List<Object[]> late =
        entities
            .createNativeQuery(
                "select payer_id, card_id from card where state = 'WAITING' and entered_at < now() - interval '15 minutes'"
                    + " order by entered_at limit :most for update skip locked",
                Object[].class)
            .setParameter("most", MAX_CARDS)
            .getResultList();
    for (Object[] card : late) {
      cards.remove((UUID) card[0], (UUID) card[1]);
    }
  }

  /**
   * A hold decides about its own day only; a month is kept for those who ask why a payment was
   * declined.
   */
  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @Transactional
  void oldHolds() {
    entities
        .createNativeQuery(
            "delete from card_hold where (payer_id, payment_id) in (select payer_id, payment_id from card_hold"
                + " where state <> 'LIVE' and day < current_date - 31 limit :most for update skip locked)")
        .setParameter("most", MAX_HOLDS)
        .executeUpdate();
  }
}
