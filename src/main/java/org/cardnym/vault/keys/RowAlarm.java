package org.cardnym.vault.keys;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Somebody wrote the database past the vault: an error line, a counter, and an entry in the trail.
 */
@ApplicationScoped
public class RowAlarm {
  private static final Logger LOG = Logger.getLogger(RowAlarm.class);

  private final MeterRegistry meters;
  private final Audit audit;
  private final ManagedExecutor executor;

  RowAlarm(MeterRegistry meters, Audit audit, ManagedExecutor executor) {
    this.meters = meters;
    this.audit = audit;
    this.executor = executor;
  }

  /**
   * Raises the alarm; never fails. The entry is written by another thread, as the one that reads is
   * inside its own transaction.
   */
  public void raise(String table, String row) {
    LOG.errorf("row_refused table=%s row=%s", table, row);
    meters.counter("cardnym_rows_refused", "table", table).increment();
    var event =
        AuditEvent.refused("vault", AuditAction.ROW_REFUSED, row).with(Map.of("table", table));
    executor.execute(() -> audit.recordApart(event));
  }
}
