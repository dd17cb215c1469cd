package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Judges where entries claim to stand. A genuine one that is set aside, or claims a batch that does
 * not hold it, raises the alarm and is put back among those that wait to be signed.
 */
@ApplicationScoped
class Placement {
  private final EntityManager entities;
  private final EntryCheck check;
  private final SignedBatches batches;
  private final AuditAlarm alarm;

  Placement(EntityManager entities, EntryCheck check, SignedBatches batches, AuditAlarm alarm) {
    this.entities = entities;
    this.check = check;
    this.batches = batches;
    this.alarm = alarm;
  }

  /** Looks at each; those that need no further look: they are signed, or have raised an alarm. */
  List<UUID> look(List<AuditRow> rows) {
    var done = new ArrayList<UUID>();
    var seen = new HashMap<Long, SignedBatches.Found>();
    for (AuditRow row : rows) {
      // One that waits is checked when it is gathered.
      if ((row.refused || row.batch != null) && settled(row, seen)) {
        done.add(row.entryId);
      }
    }
    return done;
  }

  private boolean settled(AuditRow row, Map<Long, SignedBatches.Found> seen) {
    if (!check.genuine(row)) {
      alarm.forged(row.entryId);
      return true;
    }
    if (row.batch == null) {
      return putBack(row, "set_aside");
    }
    SignedBatches.Found found = seen.computeIfAbsent(row.batch, batches::find);
    return switch (found.state()) {
      case BROKEN -> true;
      case NEVER -> putBack(row, "no_such_batch");
      case WHOLE ->
          found.members().contains(row.entryId) ? kept(row) : putBack(row, "not_in_batch");
    };
  }

  /** It stands where it was signed; a mark that it was set aside is a lie. */
  private boolean kept(AuditRow row) {
    if (row.refused) {
      alarm.hidden(row.entryId, "set_aside");
      unmark(row.entryId);
    }
    return true;
  }

  private boolean putBack(AuditRow row, String how) {
    alarm.hidden(row.entryId, how);
    free(row);
    return false;
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void unmark(UUID entryId) {
    entities
        .createNativeQuery("update audit_entry set refused = false where entry_id = :id")
        .setParameter("id", entryId)
        .executeUpdate();
  }

  /** Unless another replica was quicker: then it may already stand in a batch. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void free(AuditRow row) {
    entities
        .createNativeQuery(
            "update audit_entry set refused = false, batch = null, position = null"
                + " where entry_id = :id and refused = :refused and coalesce(batch, 0) = :batch"
                + " and coalesce(position, -1) = :position")
        .setParameter("id", row.entryId)
        .setParameter("refused", row.refused)
        .setParameter("batch", row.batch == null ? 0 : row.batch)
        .setParameter("position", row.position == null ? -1 : row.position)
        .executeUpdate();
  }
}
