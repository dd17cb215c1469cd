package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** The entries that no batch holds yet, each checked against what the vault sealed. */
@ApplicationScoped
class Waiting {
  /** An entry's identifier, its hash as computed now, and whether the vault wrote it so. */
  static final class Entry {
    final UUID id;
    final byte[] hash;
    final boolean ours;

    Entry(UUID id, byte[] hash, boolean ours) {
      this.id = id;
      this.hash = hash;
      this.ours = ours;
    }
  }

  private final EntityManager entities;
  private final EntryCheck check;
  private final AuditAlarm alarm;

  Waiting(EntityManager entities, EntryCheck check, AuditAlarm alarm) {
    this.entities = entities;
    this.check = check;
    this.alarm = alarm;
  }

  /** Up to {@code most}, oldest first. */
  @Transactional(Transactional.TxType.MANDATORY)
  List<Entry> oldest(int most) {
    List<AuditRow> rows =
        entities
            .createNativeQuery(
                "select "
                    + Columns.ENTRY
                    + " from audit_entry where batch is null and not refused"
                    + " order by entry_id limit :most",
                AuditRow.class)
            .setParameter("most", most)
            .getResultList();
    // They are only read; a session that holds thousands is slow to flush.
    rows.forEach(entities::detach);
    return rows.stream().map(this::checked).toList();
  }

  /** Sets an entry aside for good: it stays to be looked into, and holds up nothing. */
  @Transactional(Transactional.TxType.MANDATORY)
  void refuse(UUID entryId) {
    alarm.entry(entryId.toString());
    entities
        .createNativeQuery("update audit_entry set refused = true where entry_id = :id")
        .setParameter("id", entryId)
        .executeUpdate();
  }

  private Entry checked(AuditRow row) {
    byte[] hash = EntryHash.of(row);
    return new Entry(row.entryId, hash, check.genuine(row, hash));
  }
}
