package org.cardnym.vault.keys;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Table;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.jboss.logging.Logger;

/**
 * Somebody wrote the database past the vault: an error line, a counter, and an entry in the trail.
 */
@Startup
@ApplicationScoped
public class RowAlarm {
  private static final Logger LOG = Logger.getLogger(RowAlarm.class);

  private final MeterRegistry meters;
  private final Audit audit;

  RowAlarm(MeterRegistry meters, Audit audit, EntityManagerFactory entities) {
    this.meters = meters;
    this.audit = audit;
    entities.getMetamodel().getEntities().stream()
        .map(entity -> entity.getJavaType())
        .filter(GuardedRow.class::isAssignableFrom)
        .forEach(row -> count(row.getAnnotation(Table.class).name(), 0));
  }

  /**
   * Raises the alarm; never fails. The entry is written by another thread, as the one that reads is
   * inside its own transaction.
   */
  public void raise(String table, String row) {
    LOG.errorf("row_refused table=%s row=%s", table, row);
    count(table, 1);
    var event =
        AuditEvent.refused("vault", AuditAction.ROW_REFUSED, row).with(Map.of("table", table));
    Thread.ofVirtual().name("row-alarm").start(() -> write(event));
  }

  private void count(String table, int count) {
    meters.counter("cardnym_rows_refused", "table", table).increment(count);
  }

  private void write(AuditEvent event) {
    try {
      audit.recordApart(event);
    } catch (RuntimeException lost) {
      LOG.errorf(
          "row_alarm_not_in_trail subject=%s error=%s",
          event.subject(), lost.getClass().getSimpleName());
    }
  }
}
