package org.cardnym.vault.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * How old the oldest entry is that no signed batch holds yet; a minute alarms, ten stop card work.
 * Measured apart from the gathering, which may be what hangs or fails; a measurement that can't be
 * repeated grows old as an entry would.
 */
@ApplicationScoped
public class AuditLag {
  private static final Logger LOG = Logger.getLogger(AuditLag.class);
  private static final long ALARM_SECONDS = 60;
  private static final long STOP_SECONDS = 600;

  /** So old may a measurement be without counting: it is made every second. */
  private static final long FRESH_SECONDS = 30;

  /** What was found and when, by the machine's own clock that nobody sets. */
  private record Measured(long seconds, long atNanos) {}

  private final EntityManager entities;
  private volatile Measured last = new Measured(0, System.nanoTime());

  AuditLag(EntityManager entities, MeterRegistry meters) {
    this.entities = entities;
    meters.gauge("cardnym_audit_lag_seconds", this, AuditLag::seconds);
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void watch() {
    try {
      measure();
    } finally {
      if (seconds() > ALARM_SECONDS) {
        LOG.errorf("audit_behind seconds=%d", seconds());
      }
    }
  }

  @Transactional
  void measure() {
    var age =
        (Number)
            entities
                .createNativeQuery(
                    "select coalesce(extract(epoch from now() - (select at from audit_entry where batch is null and not refused order by entry_id limit 1)), 0)")
                .getSingleResult();
    last = new Measured(age.longValue(), System.nanoTime());
  }

  /** Refuses card work while the trail can't be signed, or nobody can tell whether it is. */
  public void requireCurrent() {
    if (stops(seconds())) {
      throw new Refusal(ErrorCode.AUDIT_BEHIND);
    }
  }

  static boolean stops(long seconds) {
    return seconds > STOP_SECONDS;
  }

  /** The lag now: what was measured, and since when, where that was not just now. */
  static long lag(long measured, long since) {
    return since > FRESH_SECONDS ? measured + since : measured;
  }

  private long seconds() {
    Measured found = last;
    return lag(found.seconds, Duration.ofNanos(System.nanoTime() - found.atNanos).toSeconds());
  }
}
