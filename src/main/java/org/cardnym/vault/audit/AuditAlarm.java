package org.cardnym.vault.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Somebody wrote the trail past the vault: an error line with a code, a counter, and an entry in
 * the trail. What stays as it is raises its alarm once on each replica.
 */
@Startup
@ApplicationScoped
class AuditAlarm {
  private static final Logger LOG = Logger.getLogger(AuditAlarm.class);

  /** What is remembered as known; then all of it is forgotten and alarms anew. */
  private static final int MOST_KNOWN = 10_000;

  private final MeterRegistry meters;
  private final Audit audit;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  AuditAlarm(MeterRegistry meters, Audit audit) {
    this.meters = meters;
    this.audit = audit;
    count("audit_entry", 0);
    count("audit_head", 0);
    count("audit_batch", 0);
  }

  /** An entry that the vault did not write so; it is left out of every batch. */
  void entry(String row) {
    LOG.errorf("audit_entry_refused table=audit_entry row=%s", row);
    count("audit_entry", 1);
  }

  /** An entry that was read and is not what the vault wrote; the reader goes on. */
  void forged(UUID entryId) {
    if (isNew("entry " + entryId)) {
      entry(entryId.toString());
      record("audit_entry", entryId.toString(), "forged");
    }
  }

  /** A genuine entry that somebody kept from being signed, or removed; it is put back each time. */
  void hidden(UUID entryId, String how) {
    LOG.errorf("audit_entry_hidden row=%s reason=%s", entryId, how);
    count("audit_entry", 1);
    record("audit_entry", entryId.toString(), how);
  }

  /** A signed batch that is no longer what was signed. */
  void batch(long number, String reason) {
    if (isNew("batch " + number)) {
      LOG.errorf("audit_batch_refused number=%d reason=%s", number, reason);
      count("audit_batch", 1);
      record("audit_batch", Long.toString(number), reason);
    }
  }

  /** The last batch is not the one that the vault signed last; no batch is signed until it is. */
  void head(String reason) {
    LOG.errorf("audit_head_refused table=audit_head reason=%s", reason);
    count("audit_head", 1);
  }

  private boolean isNew(String what) {
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    return known.add(what);
  }

  private void count(String table, int count) {
    meters.counter("cardnym_rows_refused", "table", table).increment(count);
  }

  /** By another thread, as the one that reads may be inside its own transaction. */
  private void record(String table, String row, String found) {
    var event =
        AuditEvent.refused("vault", AuditAction.ROW_REFUSED, row)
            .with(Map.of("table", table, "found", found));
    Thread.ofVirtual().name("audit-alarm").start(() -> write(event));
  }

  private void write(AuditEvent event) {
    try {
      audit.recordApart(event);
    } catch (RuntimeException lost) {
      LOG.errorf(
          "audit_alarm_not_in_trail subject=%s error=%s",
          event.subject(), lost.getClass().getSimpleName());
    }
  }
}
