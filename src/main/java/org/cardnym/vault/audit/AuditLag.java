package org.cardnym.vault.audit;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * How old the oldest entry is that no signed batch holds yet; a minute alarms, ten stop card work.
 */
@ApplicationScoped
public class AuditLag {
  private static final Logger LOG = Logger.getLogger(AuditLag.class);
  private static final long ALARM_SECONDS = 60;
  private static final long STOP_SECONDS = 600;

  private final EntityManager entities;
  private volatile long seconds;

  AuditLag(EntityManager entities, MeterRegistry meters) {
    this.entities = entities;
    meters.gauge("cardnym_audit_lag_seconds", this, lag -> lag.seconds);
  }

  @Transactional
  void measure() {
    var age =
        (Number)
            entities
                .createNativeQuery(
                    "select coalesce(extract(epoch from now() - (select at from audit_entry where batch is null and not refused order by entry_id limit 1)), 0)")
                .getSingleResult();
    seconds = age.longValue();
    if (seconds > ALARM_SECONDS) {
      LOG.errorf("audit_behind seconds=%d", seconds);
    }
  }

  /** Refuses card work while the trail can't be signed. */
  public void requireCurrent() {
    if (seconds > STOP_SECONDS) {
      throw new Refusal(ErrorCode.AUDIT_BEHIND);
    }
  }
}
