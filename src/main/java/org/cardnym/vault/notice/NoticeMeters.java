package org.cardnym.vault.notice;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What operators see of mail: what became of it by kind, and what waits. */
@ApplicationScoped
class NoticeMeters {
  private final EntityManager entities;
  private final MeterRegistry meters;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();

  NoticeMeters(EntityManager entities, MeterRegistry meters) {
    this.entities = entities;
    this.meters = meters;
    meters.gauge("cardnym_notices_waiting", waiting);
    meters.gauge("cardnym_notices_oldest_seconds", oldest);
    for (NoticeKind kind : NoticeKind.values()) {
      Stream.of("sent", "failed", "given_up", "dropped").forEach(outcome -> add(kind, outcome, 0));
    }
  }

  /** One more of this kind came to this. */
  void count(NoticeKind kind, String outcome) {
    add(kind, outcome, 1);
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    Object[] row = QuarkusTransaction.requiringNew().call(this::queue);
    waiting.set(((Number) row[0]).longValue());
    oldest.set(((Number) row[1]).longValue());
  }

  private void add(NoticeKind kind, String outcome, int count) {
    meters.counter("cardnym_notices", "kind", kind.name(), "outcome", outcome).increment(count);
  }

  /** Counted up to ten thousand: more is no different, and a count must not cost. */
  private Object[] queue() {
    return (Object[])
        entities
            .createNativeQuery(
                "select count(*), cast(coalesce(extract(epoch from now() - min(queued_at)), 0) as"
                    + " bigint) from (select queued_at from notice limit 10000) q",
                Object[].class)
            .getSingleResult();
  }
}
