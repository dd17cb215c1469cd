package org.cardnym.vault.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The queue in the database. A claim is a short lease by the database's clock, so no transaction is
 * open while a mail server is awaited, and a replica that dies only delays its mails. At least
 * once: a crash between sending and removing repeats the mail under the same Message-ID.
 */
@ApplicationScoped
class NoticeQueue {
  /** Longer than a whole claim takes when everything runs into its timeout (15 s at most). */
  static final Duration LEASE = Duration.ofMinutes(5);

  private static final int BUCKET_MASK = 15;
  private static final int MOST = 10;

  private final EntityManager entities;

  NoticeQueue(EntityManager entities) {
    this.entities = entities;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void add(UUID payerId, UUID noticeId, NoticeKind kind, byte[] sealed) {
    of(
            "insert into notice (payer_id, notice_id, bucket, kind, channel, sealed, queued_at, due_at,"
                + " tries) values (:payer, :notice, :bucket, :kind, :channel, :sealed, now(), now(), 0)",
            payerId,
            noticeId)
        // The last bits of an identifier are random.
        .setParameter("bucket", (int) (noticeId.getLeastSignificantBits() & BUCKET_MASK))
        .setParameter("kind", kind.name())
        .setParameter("channel", kind.channel().name())
        .setParameter("sealed", sealed)
        .executeUpdate();
  }

  /** The buckets in which something of this channel is due. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Integer> due(Channel channel) {
    return entities
        .createNativeQuery(
            "select distinct cast(bucket as integer) from notice where channel = :channel and due_at"
                + " <= now()",
            Integer.class)
        .setParameter("channel", channel.name())
        .getResultList();
  }

  /** Claims some of what is due in a bucket; nobody else gets these before the lease is over. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<NoticeJob> claim(Channel channel, int bucket) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "with due as materialized (select payer_id, notice_id from notice where"
                    + " channel = :channel and bucket = :bucket and due_at <= now() order by due_at limit :most for update skip"
                    + " locked) update notice n set due_at = now() + make_interval(secs => :lease),"
                    + " tries = n.tries + 1 from due where n.payer_id = due.payer_id and"
                    + " n.notice_id = due.notice_id returning cast(n.payer_id as text),"
                    + " cast(n.notice_id as text), n.kind, n.sealed, n.tries, cast(extract(epoch"
                    + " from now() - n.queued_at) as bigint)",
                Object[].class)
            .setParameter("channel", channel.name())
            .setParameter("bucket", bucket)
            .setParameter("most", MOST)
            .setParameter("lease", (double) LEASE.toSeconds())
            .getResultList();
    return rows.stream().map(NoticeQueue::job).toList();
  }

  /** Lets a claimed notice come up again later. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void postpone(NoticeJob job, Duration wait) {
    of(
            "update notice set due_at = now() + make_interval(secs => :wait) where payer_id ="
                + " :payer and notice_id = :notice",
            job.payerId(),
            job.noticeId())
        .setParameter("wait", (double) wait.toSeconds())
        .executeUpdate();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void remove(NoticeJob job) {
    of(
            "delete from notice where payer_id = :payer and notice_id = :notice",
            job.payerId(),
            job.noticeId())
        .executeUpdate();
  }

  /** True while something is queued for this payer. */
  @Transactional
  boolean waits(UUID payerId) {
    return (boolean)
        entities
            .createNativeQuery(
                "select exists (select 1 from notice where payer_id = :payer)", Boolean.class)
            .setParameter("payer", payerId)
            .getSingleResult();
  }

  /** Those of these payers for whom something is queued. */
  @Transactional
  Set<UUID> waiting(List<UUID> payers) {
    return Set.copyOf(
        entities
            .createNativeQuery(
                "select distinct payer_id from notice where payer_id in (:payers)", UUID.class)
            .setParameter("payers", payers)
            .getResultList());
  }

  @Transactional
  void removeAll(UUID payerId) {
    entities
        .createNativeQuery("delete from notice where payer_id = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  private Query of(String sql, UUID payerId, UUID noticeId) {
    return entities
        .createNativeQuery(sql)
        .setParameter("payer", payerId)
        .setParameter("notice", noticeId);
  }

  private static NoticeJob job(Object[] row) {
    return new NoticeJob(
        UUID.fromString((String) row[0]),
        UUID.fromString((String) row[1]),
        NoticeKind.valueOf((String) row[2]),
        (byte[]) row[3],
        ((Number) row[4]).intValue(),
        Duration.ofSeconds(((Number) row[5]).longValue()));
  }
}
