package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The queue of exchanges without an outcome, found by state and due time; claimed by any replica
 * for a short lease. Neither column is believed: the row is checked when it is driven, and {@link
 * Watch} finds what was taken off the queue.
 */
@ApplicationScoped
class DueExchanges {
  private static final String OPEN = "state in ('INTENDED', 'SENDING', 'WAITING')";

  private final EntityManager entities;

  DueExchanges(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Claims up to {@code most} exchanges that are due: for {@code leaseSeconds} no other replica
   * does.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<ExchangeRow.Key> claim(int most, int leaseSeconds) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "update exchange e set due = clock_timestamp() + make_interval(secs => :lease) from"
                    + " (select family_id, message_id from exchange where "
                    + OPEN
                    + " and due <= clock_timestamp() order by due limit :most for update skip"
                    + " locked) d where e.family_id = d.family_id and e.message_id = d.message_id"
                    + " returning e.family_id, e.message_id",
                Object[].class)
            .setParameter("lease", (double) leaseSeconds)
            .setParameter("most", most)
            .getResultList();
    return rows.stream().map(r -> new ExchangeRow.Key((UUID) r[0], (UUID) r[1])).toList();
  }

  /**
   * Puts off a row that is refused, so that it doesn't stand in the way; it raises its alarm again
   * then.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void putOff(ExchangeRow.Key key) {
    entities
        .createNativeQuery(
            "update exchange set due = clock_timestamp() + interval '10 minutes' where family_id ="
                + " :family and message_id = :message and due is not null")
        .setParameter("family", key.familyId())
        .setParameter("message", key.messageId())
        .executeUpdate();
  }

  /**
   * For the meters: how many are open, how many due for more than a minute, how many are reversals
   * and how many refunds older than a day; and for how many seconds the oldest is due.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public long[] depth() {
    Object[] counts =
        (Object[])
            entities
                .createNativeQuery(
                    "select count(*), count(*) filter (where due < clock_timestamp() - interval '1"
                        + " minute'), count(*) filter (where kind = 'REVERSAL' and intended_at <"
                        + " clock_timestamp() - interval '1 day'), count(*) filter (where kind = 'REFUND'"
                        + " and intended_at < clock_timestamp() - interval '1 day'), cast(greatest(0,"
                        + " coalesce(extract(epoch from clock_timestamp() - min(due)), 0)) as"
                        + " bigint) from exchange where "
                        + OPEN,
                    Object[].class)
                .getSingleResult();
    return Stream.of(counts).mapToLong(DueExchanges::number).toArray();
  }

  private static long number(Object count) {
    return ((Number) count).longValue();
  }
}
