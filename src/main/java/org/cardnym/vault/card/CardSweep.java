package org.cardnym.vault.card;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Removes cards whose bank did not agree within 15 minutes, and holds whose day is long over. Times
 * are the database's.
 */
@ApplicationScoped
class CardSweep {
  private static final int MAX_CARDS = 100;
  private static final int MAX_HOLDS = 1_000;

  private static final Logger LOG = Logger.getLogger(CardSweep.class);
  private static final UUID FIRST = new UUID(0, 0);

  private final EntityManager entities;
  private final Cards cards;

  /** The last card looked at; the scheduler never runs two batches at once. */
  private volatile UUID after = FIRST;

  CardSweep(EntityManager entities, Cards cards) {
    this.entities = entities;
    this.cards = cards;
  }

  /**
   * Looks at one batch, and goes on after it the next time: what is refused stays, and must not
   * stand in the way.
   */
  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void waiting() {
    List<Object[]> late = QuarkusTransaction.requiringNew().call(this::late);
    for (Object[] card : late) {
      after = (UUID) card[1];
      expire(new CardRow.Key((UUID) card[0], after));
    }
    if (late.size() < MAX_CARDS) {
      after = FIRST;
    }
  }

  /** Only candidates: neither column says anything before the row's MAC is checked. */
  private List<Object[]> late() {
    return entities
        .createNativeQuery(
            "select payer_id, card_id from card where state = 'WAITING' and entered_at < now() - interval '15 minutes'"
                + " and card_id > :after order by card_id limit :most",
            Object[].class)
        .setParameter("after", after)
        .setParameter("most", MAX_CARDS)
        .getResultList();
  }

  private void expire(CardRow.Key key) {
    try {
      QuarkusTransaction.requiringNew().run(() -> removeIfLate(key));
    } catch (RuntimeException broken) {
      // A row that was written past the vault has raised its alarm, and is left as it is.
      LOG.errorf("card_left card=%s error=%s", key.cardId(), broken.getClass().getSimpleName());
    }
  }

  private void removeIfLate(CardRow.Key key) {
    CardRow row = entities.find(CardRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    if (row != null && row.state == CardState.WAITING && row.enteredAt.isBefore(deadline())) {
      cards.remove(key.payerId(), key.cardId());
    }
  }

  private Instant deadline() {
    return (Instant)
        entities
            .createNativeQuery("select now() - interval '15 minutes'", Instant.class)
            .getSingleResult();
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
