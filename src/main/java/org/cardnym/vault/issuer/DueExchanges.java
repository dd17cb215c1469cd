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

  /** Of each bank that has something due, however many there are. */
  private static final int LEAST_OF_A_BANK = 4;

  /**
   * Bank by bank, as found in the queue itself, and of each only its share: in one queue by time a
   * bank that answers nothing would stand before all others. Compared with a time that stays the
   * same within the statement, so that the index bounds what is read.
   */
  private static final String CLAIM =
      """
      with recursive queued (bank_id) as (
        (select bank_id from exchange where due is not null order by bank_id limit 1)
        union all
        select (select e.bank_id from exchange e where e.due is not null and e.bank_id > q.bank_id order by e.bank_id limit 1)
        from queued q where q.bank_id is not null
      ), ready as (
        select bank_id from queued q where exists
          (select 1 from exchange e where e.bank_id = q.bank_id and e.due <= statement_timestamp() and %1$s)
      )
      update exchange x set due = clock_timestamp() + make_interval(secs => :lease)
      from (
        select d.family_id, d.message_id from ready r cross join lateral (
          select e.family_id, e.message_id from exchange e
          where e.bank_id = r.bank_id and e.due <= statement_timestamp() and %1$s
          order by e.due limit greatest(%2$d, :most / (select count(*) from ready)) for update skip locked) d) c
      where x.family_id = c.family_id and x.message_id = c.message_id
      returning x.family_id, x.message_id
      """
          .formatted(OPEN, LEAST_OF_A_BANK);

  private final EntityManager entities;

  DueExchanges(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Claims about {@code most} exchanges that are due, as many of each bank that waits: for {@code
   * leaseSeconds} no other replica does.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<ExchangeRow.Key> claim(int most, int leaseSeconds) {
    List<Object[]> rows =
        entities
            .createNativeQuery(CLAIM, Object[].class)
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
   * For the meters: how many are open, how many due for more than a minute, how many are reversals,
   * how many refunds, and how many notices older than a day; and for how many seconds the oldest is
   * due.
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
                        + " and intended_at < clock_timestamp() - interval '1 day'), count(*) filter"
                        + " (where kind = 'HOLDER_NOTICE' and intended_at < clock_timestamp() -"
                        + " interval '1 day'), cast(greatest(0,"
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
