package org.cardnym.vault.notice;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.cardnym.vault.trace.StepName;
import org.cardnym.vault.trace.TracedStep;
import org.cardnym.vault.trace.Traces;

/** What operators see of mail: what became of it by kind, and what waits. */
@ApplicationScoped
class NoticeMeters {
  private final EntityManager entities;
  private final MeterRegistry meters;
  private final Traces traces;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();

  NoticeMeters(EntityManager entities, MeterRegistry meters, Traces traces) {
    this.traces = traces;
    this.entities = entities;
    this.meters = meters;
    meters.gauge("cardnym_notices_waiting", waiting);
    meters.gauge("cardnym_notices_oldest_seconds", oldest);
    for (NoticeKind kind : NoticeKind.values()) {
      Stream.of(NoticeOutcome.values()).forEach(outcome -> add(kind, outcome, 0));
    }
  }

  /** A try ended so. */
  void tried(NoticeJob job, NoticeOutcome outcome, Duration time) {
    add(job.kind(), outcome, 1);
    traces.note(
        TracedStep.alone(StepName.NOTICE, time)
            .kind(job.kind())
            .repeat(job.tries() - 1)
            .outcome(outcome));
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    Object[] row = QuarkusTransaction.requiringNew().call(this::queue);
    waiting.set(((Number) row[0]).longValue());
    oldest.set(((Number) row[1]).longValue());
  }

  private void add(NoticeKind kind, NoticeOutcome outcome, int count) {
    meters
        .counter("cardnym_notices", "kind", kind.name(), "outcome", outcome.tag())
        .increment(count);
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
