package org.cardnym.vault.card;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Tally;
import org.cardnym.vault.retention.Terms;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Removes cards whose month of expiry is over, with their data keys (PCI DSS 3.2.1). The month
 * stands in no clear column, so a pass walks all cards and opens what their payers may see of them;
 * no card itself is opened.
 */
@ApplicationScoped
class CardExpiry implements Purge {
  private static final Logger LOG = Logger.getLogger(CardExpiry.class);
  private static final UUID FIRST = new UUID(0, 0);

  /** PCI DSS 3.2.1: at the latest after three months. The shortest is past every payer's zone. */
  private static final Terms TERMS =
      new Terms(
          "expired_cards",
          Duration.ofDays(30),
          Duration.ofDays(1),
          Duration.ofDays(90),
          Duration.ofDays(1));

  private final EntityManager entities;
  private final Cards cards;
  private final CardDisplays displays;
  private final Event<CardExpired> expired;

  CardExpiry(
      EntityManager entities, Cards cards, CardDisplays displays, Event<CardExpired> expired) {
    this.entities = entities;
    this.cards = cards;
    this.displays = displays;
    this.expired = expired;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    CardRow.Key after = place == null ? new CardRow.Key(FIRST, FIRST) : key(place);
    List<CardRow.Key> page = QuarkusTransaction.requiringNew().call(() -> page(after, most));
    var tally = new Tally();
    suspects(page, before).forEach(key -> remove(key, before, tally));
    return tally.batch(page.size() < most ? null : place(page.getLast()));
  }

  private List<CardRow.Key> page(CardRow.Key after, int most) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select payer_id, card_id from card where (payer_id, card_id) > (:payer, :card)"
                    + " order by payer_id, card_id limit :most",
                Object[].class)
            .setParameter("payer", after.payerId())
            .setParameter("card", after.cardId())
            .setParameter("most", most)
            .getResultList();
    return rows.stream().map(r -> new CardRow.Key((UUID) r[0], (UUID) r[1])).toList();
  }

  /** All at once; where one of them is refused, each is looked at by itself. */
  private List<CardRow.Key> suspects(List<CardRow.Key> page, Instant before) {
    if (page.isEmpty()) {
      return page;
    }
    try {
      return QuarkusTransaction.requiringNew().call(() -> expired(Set.copyOf(page), before));
    } catch (RuntimeException refused) {
      return page;
    }
  }

  private List<CardRow.Key> expired(Set<CardRow.Key> page, Instant before) {
    return entities
        .createQuery("select c from CardRow c where c.payerId in :payers", CardRow.class)
        .setParameter("payers", page.stream().map(CardRow.Key::payerId).distinct().toList())
        .getResultStream()
        .filter(row -> page.contains(new CardRow.Key(row.payerId, row.cardId)))
        .filter(row -> expired(row, before))
        .map(row -> new CardRow.Key(row.payerId, row.cardId))
        .toList();
  }

  private boolean expired(CardRow row, Instant before) {
    Instant over =
        displays
            .open(row.binding(), row.display)
            .expiry()
            .plusMonths(1)
            .atDay(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    return over.isBefore(before);
  }

  private void remove(CardRow.Key key, Instant before, Tally tally) {
    tally.remove(
        () -> removeIfExpired(key, before),
        broken ->
            LOG.errorf(
                "expired_card_left card=%s error=%s",
                key.cardId(), broken.getClass().getSimpleName()));
  }

  private boolean removeIfExpired(CardRow.Key key, Instant before) {
    CardRow row = entities.find(CardRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    if (row == null || !expired(row, before)) {
      return false;
    }
    expired.fire(new CardExpired(key.payerId()));
    return cards.remove(key.payerId(), key.cardId());
  }

  private static String place(CardRow.Key key) {
    return key.payerId() + "/" + key.cardId();
  }

  private static CardRow.Key key(String place) {
    int split = place.indexOf('/');
    return new CardRow.Key(
        UUID.fromString(place.substring(0, split)), UUID.fromString(place.substring(split + 1)));
  }
}
