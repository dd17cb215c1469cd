package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The deliveries in the database, claimed for a short lease by the database's clock. At least once:
 * a replica that dies after sending leaves a delivery that another one repeats under the same
 * identifier. No column here is believed: what is sent, and where to, stands in guarded rows.
 */
@ApplicationScoped
class WebhookQueue {
  /** Longer than any try takes. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private static final int BUCKET_MASK = 15;
  private static final int MOST_MERCHANTS = 1_000;

  private final EntityManager entities;

  WebhookQueue(EntityManager entities) {
    this.entities = entities;
  }

  /** A merchant for whom something is due. */
  record Due(int bucket, UUID merchantId) {}

  /** Queues an event for whoever has an active endpoint, in the transaction that writes it. */
  @Transactional(Transactional.TxType.MANDATORY)
  void add(UUID merchantId, UUID eventId) {
    of(
            "insert into webhook_delivery (merchant_id, event_id, bucket, state, tries, queued_at, due_at)"
                + " select w.merchant_id, :event, :bucket, 'WAITING', 0, now(), now() from merchant_webhook w"
                + " where w.merchant_id = :merchant and w.state = 'ACTIVE' on conflict do nothing",
            merchantId,
            eventId)
        .setParameter("bucket", bucket(merchantId))
        .executeUpdate();
  }

  /**
   * Queues an event anew, from the first try on; one that waits now is due at once.
   *
   * @param deliveredToo also where it has arrived already
   * @return whether it was queued
   */
  @Transactional(Transactional.TxType.MANDATORY)
  boolean replay(UUID merchantId, UUID eventId, boolean deliveredToo) {
    return of(
                "insert into webhook_delivery as d (merchant_id, event_id, bucket, state, tries, queued_at, due_at)"
                    + " values (:merchant, :event, :bucket, 'WAITING', 0, now(), now())"
                    + " on conflict (merchant_id, event_id) do update set state = 'WAITING', tries = 0, queued_at = now(),"
                    + " due_at = now(), ended_at = null where d.state <> 'DELIVERED' or :deliveredToo",
                merchantId,
                eventId)
            .setParameter("bucket", bucket(merchantId))
            .setParameter("deliveredToo", deliveredToo)
            .executeUpdate()
        > 0;
  }

  /** In no order, so that replicas begin in different places and seldom meet. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Due> due() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select cast(bucket as integer), cast(merchant_id as text) from webhook_delivery"
                    + " where state = 'WAITING' and due_at <= now() group by bucket, merchant_id"
                    // Whoever has much waiting must not always stand first.
                    + " order by random() limit :most",
                Object[].class)
            .setParameter("most", MOST_MERCHANTS)
            .getResultList();
    return rows.stream()
        .map(row -> new Due(((Number) row[0]).intValue(), UUID.fromString((String) row[1])))
        .toList();
  }

  /** Claims what is due for one merchant; nobody else gets these before the lease is over. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<DeliveryJob> claim(Due due, int most) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "with due as materialized (select event_id from webhook_delivery where bucket = :bucket"
                    + " and merchant_id = :merchant and state = 'WAITING' and due_at <= now()"
                    + " order by due_at limit :most for update skip locked)"
                    + " update webhook_delivery d set due_at = now() + make_interval(secs => :lease), tries = d.tries + 1,"
                    + " tried_at = now() from due where d.merchant_id = :merchant and d.event_id = due.event_id"
                    + " returning cast(d.event_id as text), d.tries",
                Object[].class)
            .setParameter("bucket", due.bucket())
            .setParameter("merchant", due.merchantId())
            .setParameter("most", most)
            .setParameter("lease", (double) LEASE.toSeconds())
            .getResultList();
    return rows.stream()
        .map(row ->
            new DeliveryJob(
                due.merchantId(), UUID.fromString((String) row[0]), ((Number) row[1]).intValue()))
        .toList();
  }

  /** It has arrived, whoever else has claimed it meanwhile. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void delivered(DeliveryJob job, String result) {
    of(
            "update webhook_delivery set state = 'DELIVERED', result = :result, ended_at = now()"
                + " where merchant_id = :merchant and event_id = :event and state = 'WAITING'",
            job.merchantId(),
            job.eventId())
        .setParameter("result", result)
        .executeUpdate();
  }

  /** Lets it come up again later, unless another replica has claimed it since. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void postpone(DeliveryJob job, Duration pause, String result) {
    settle("due_at = now() + make_interval(secs => :pause)", job, result)
        .setParameter("pause", (double) pause.toSeconds())
        .executeUpdate();
  }

  /** Gives it up, unless another replica has claimed it since; true if so. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean bury(DeliveryJob job, String result) {
    return settle("state = 'DEAD', ended_at = now()", job, result).executeUpdate() > 0;
  }

  /** Forgets deliveries that arrived before then, up to {@code most}. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int forget(Instant before, int most) {
    return entities
        .createNativeQuery(
            "delete from webhook_delivery where (merchant_id, event_id) in (select merchant_id, event_id"
                + " from webhook_delivery where state = 'DELIVERED' and ended_at < :before"
                + " limit :most for update skip locked)")
        .setParameter("before", before)
        .setParameter("most", most)
        .executeUpdate();
  }

  private Query settle(String change, DeliveryJob job, String result) {
    return of(
            "update webhook_delivery set "
                + change
                + ", result = :result where merchant_id = :merchant and event_id = :event"
                + " and state = 'WAITING' and tries = :tries",
            job.merchantId(),
            job.eventId())
        .setParameter("result", result)
        .setParameter("tries", job.tries());
  }

  private Query of(String sql, UUID merchantId, UUID eventId) {
    return entities
        .createNativeQuery(sql)
        .setParameter("merchant", merchantId)
        .setParameter("event", eventId);
  }

  private static int bucket(UUID merchantId) {
    // The last bits of an identifier are random.
    return (int) (merchantId.getLeastSignificantBits() & BUCKET_MASK);
  }
}
