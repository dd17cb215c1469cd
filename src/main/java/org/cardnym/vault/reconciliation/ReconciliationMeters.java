package org.cardnym.vault.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of it: differences that nobody has explained, and days that were not told. */
@ApplicationScoped
class ReconciliationMeters {
  private static final String OPEN =
      "select count(*) from (select 1 from reconciliation_difference where state = 'OPEN' limit"
          + " 10000) q";

  /** Failed within a week and not made up for, or under way for hours. */
  private static final String FAILING =
      "select count(*) from reconciliation r where (r.state = 'RUNNING' and r.started_at <"
          + " clock_timestamp() - interval '2 hours') or (r.state = 'FAILED' and r.ended_at >"
          + " clock_timestamp() - interval '7 days' and not exists (select 1 from reconciliation"
          + " later where later.bank_id = r.bank_id and later.state = 'FINISHED' and"
          + " later.from_time <= r.from_time and later.until_time >= r.until_time))";

  private final EntityManager entities;
  private final AtomicLong open = new AtomicLong();
  private final AtomicLong failing = new AtomicLong();

  ReconciliationMeters(EntityManager entities, MeterRegistry meters) {
    this.entities = entities;
    meters.gauge("cardnym_reconciliation_differences_open", open);
    meters.gauge("cardnym_reconciliations_failing", failing);
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    open.set(count(OPEN));
    failing.set(count(FAILING));
  }

  private long count(String query) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            ((Number) entities.createNativeQuery(query, Long.class).getSingleResult()).longValue());
  }
}
