package org.cardnym.vault.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Somebody wrote the trail past the vault: an error line with a code, and a counter. */
@Startup
@ApplicationScoped
class AuditAlarm {
  private static final Logger LOG = Logger.getLogger(AuditAlarm.class);

  private final MeterRegistry meters;

  AuditAlarm(MeterRegistry meters) {
    this.meters = meters;
    count("audit_entry", 0);
    count("audit_head", 0);
  }

  /** An entry that the vault did not write so; it is left out of every batch. */
  void entry(String row) {
    LOG.errorf("audit_entry_refused table=audit_entry row=%s", row);
    count("audit_entry", 1);
  }

  /** The last batch is not the one that the vault signed last; no batch is signed until it is. */
  void head(String reason) {
    LOG.errorf("audit_head_refused table=audit_head reason=%s", reason);
    count("audit_head", 1);
  }

  private void count(String table, int count) {
    meters.counter("cardnym_rows_refused", "table", table).increment(count);
  }
}
