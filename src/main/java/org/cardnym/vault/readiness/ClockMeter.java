package org.cardnym.vault.readiness;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;

/** How far this replica's clock is from the database's, and how many start checks are off. */
@ApplicationScoped
class ClockMeter {
  private final EntityManager entities;
  private final Clock clock;
  private volatile double seconds = Double.NaN;

  ClockMeter(EntityManager entities, Clock clock, Loosened loosened, MeterRegistry meters) {
    this.entities = entities;
    this.clock = clock;
    meters.gauge("cardnym_clock_skew_seconds", this, meter -> meter.seconds);
    meters.gauge("cardnym_checks_loosened", loosened, l -> l.all().size());
  }

  /** Unknown while the database can't be asked. */
  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    seconds = Double.NaN;
    seconds = QuarkusTransaction.requiringNew().call(this::skew);
  }

  private double skew() {
    // The first statement opens the connection, whose time is not the clock's.
    entities.createNativeQuery("select 1").getSingleResult();
    Instant before = clock.instant();
    Instant database =
        (Instant)
            entities.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
    return DatabaseReady.skew(before, clock.instant(), database).toNanos() / 1e9;
  }
}
