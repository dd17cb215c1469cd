package org.cardnym.vault.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How old the oldest entry is that no signed batch holds yet, or, where that is longer, since when
 * no batch was signed while one waits; a minute alarms, ten stop card work. Measured apart from the
 * gathering, which may be what hangs or fails; a measurement that can't be repeated grows old as an
 * entry would.
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
  private final AuditSigner signer;
  private final AuditHeads heads;
  private final Standstill standstill = new Standstill();
  private volatile Measured last = new Measured(0, System.nanoTime());

  AuditLag(EntityManager entities, AuditSigner signer, AuditHeads heads, MeterRegistry meters) {
    this.entities = entities;
    this.signer = signer;
    this.heads = heads;
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
    var found =
        (Object[])
            entities
                .createNativeQuery(
                    "select (select entry_id from audit_entry where batch is null and not refused"
                        + " order by entry_id limit 1), cast(extract(epoch from now()) * 1000 as"
                        + " bigint)",
                    Object[].class)
                .getSingleResult();
    var oldest = (UUID) found[0];
    Instant now = Instant.ofEpochMilli(((Number) found[1]).longValue());
    long nanos = System.nanoTime();
    // Without the keys this replica can't tell whether another one signs.
    long still = standstill.seconds(oldest != null && signer.ready(), heads.seen(), nanos);
    last = new Measured(Math.max(age(oldest, now), still), nanos);
  }

  /** Refuses card work while the trail can't be signed, or nobody can tell whether it is. */
  public void requireCurrent() {
    if (stops(seconds())) {
      throw new Refusal(ErrorCode.AUDIT_BEHIND);
    }
  }

  /**
   * By its identifier, which begins with its time and is what they are ordered by: what somebody
   * writes beside it makes none look younger, and one that is added hides none that is older.
   */
  static long age(@Nullable UUID oldest, Instant now) {
    return oldest == null ? 0 : Math.max(0, Duration.between(Uuids.at(oldest), now).toSeconds());
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
