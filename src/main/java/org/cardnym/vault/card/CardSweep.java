package org.cardnym.vault.card;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Tally;
import org.cardnym.vault.retention.Terms;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Removes cards whose bank did not agree within 15 minutes. */
@ApplicationScoped
class CardSweep implements Purge {
  private static final Logger LOG = Logger.getLogger(CardSweep.class);
  private static final Duration WAIT = Duration.ofMinutes(15);
  private static final Terms TERMS =
      new Terms("waiting_cards", WAIT, WAIT, Duration.ofDays(1), Duration.ofSeconds(30));

  private final EntityManager entities;
  private final Cards cards;

  CardSweep(EntityManager entities, Cards cards) {
    this.entities = entities;
    this.cards = cards;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  /** What is refused stays, and the pass goes on after it. */
  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    UUID after = place == null ? new UUID(0, 0) : UUID.fromString(place);
    List<Object[]> late = QuarkusTransaction.requiringNew().call(() -> late(before, after, most));
    var tally = new Tally();
    late.forEach(card -> remove(new CardRow.Key((UUID) card[0], (UUID) card[1]), before, tally));
    return tally.batch(late.size() < most ? null : late.getLast()[1].toString());
  }

  /** Only candidates: neither column says anything before the row's MAC is checked. */
  private List<Object[]> late(Instant before, UUID after, int most) {
    return entities
        .createNativeQuery(
            "select payer_id, card_id from card where state = 'WAITING' and entered_at < :before"
                + " and card_id > :after order by card_id limit :most",
            Object[].class)
        .setParameter("before", before)
        .setParameter("after", after)
        .setParameter("most", most)
        .getResultList();
  }

  /** A row that was written past the vault has raised its alarm, and is left as it is. */
  private void remove(CardRow.Key key, Instant before, Tally tally) {
    tally.remove(
        () -> removeIfLate(key, before),
        broken ->
            LOG.errorf(
                "card_left card=%s error=%s", key.cardId(), broken.getClass().getSimpleName()));
  }

  private boolean removeIfLate(CardRow.Key key, Instant before) {
    CardRow row = entities.find(CardRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    return row != null
        && row.state == CardState.WAITING
        && row.enteredAt.isBefore(before)
        && cards.remove(key.payerId(), key.cardId());
  }
}
