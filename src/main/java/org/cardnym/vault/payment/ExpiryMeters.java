package org.cardnym.vault.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.concurrent.atomic.AtomicLong;

/** How many payments are past their time and not ended yet, and for how long. */
@ApplicationScoped
class ExpiryMeters {
  private final EntityManager entities;
  private final AtomicLong overdue = new AtomicLong();
  private final AtomicLong oldest = new AtomicLong();

  ExpiryMeters(EntityManager entities, MeterRegistry meters) {
    this.entities = entities;
    meters.gauge("cardnym_expiries_waiting", overdue);
    meters.gauge("cardnym_expiries_oldest_seconds", oldest);
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    Object[] row = QuarkusTransaction.requiringNew().call(this::overdue);
    overdue.set(((Number) row[0]).longValue());
    oldest.set(((Number) row[1]).longValue());
  }

  /** Counted up to ten thousand: more is no different, and a count must not cost. */
  private Object[] overdue() {
    return (Object[])
        entities
            .createNativeQuery(
                "select count(*), cast(coalesce(extract(epoch from now() - min(expires_at)), 0) as"
                    + " bigint) from (select expires_at from payment where state ="
                    + " 'REQUIRES_AUTHENTICATION' and expires_at < now() order by expires_at limit"
                    + " 10000) d",
                Object[].class)
            .getSingleResult();
  }
}
