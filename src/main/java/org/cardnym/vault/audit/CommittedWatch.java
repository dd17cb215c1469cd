package org.cardnym.vault.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Looks after this replica's own entries until each stands in a signed batch. One that is gone was
 * deleted past the vault, which never deletes any: it raises the alarm and is written again.
 */
@ApplicationScoped
class CommittedWatch {
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 20;

  private final EntityManager entities;
  private final AuditSeal seal;
  private final Committed committed;
  private final Placement placement;
  private final AuditAlarm alarm;

  CommittedWatch(
      EntityManager entities,
      AuditSeal seal,
      Committed committed,
      Placement placement,
      AuditAlarm alarm) {
    this.entities = entities;
    this.seal = seal;
    this.committed = committed;
    this.placement = placement;
    this.alarm = alarm;
  }

  @Scheduled(every = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (seal.ready()) {
      look();
    }
  }

  /** Looks at each of them, oldest first, up to the tick's bound. */
  void look() {
    UUID last = new UUID(0, 0);
    for (int page = 0; page < MOST_PAGES; page++) {
      List<AuditRow> ours = committed.after(last, PAGE);
      if (ours.isEmpty()) {
        return;
      }
      List<AuditRow> found = found(ours);
      committed.forget(placement.look(found));
      restore(ours, found);
      last = ours.getLast().entryId;
    }
  }

  private void restore(List<AuditRow> ours, List<AuditRow> found) {
    Set<UUID> there = found.stream().map(row -> row.entryId).collect(Collectors.toSet());
    for (AuditRow row : ours) {
      if (!there.contains(row.entryId)) {
        alarm.hidden(row.entryId, "missing");
        write(row);
      }
    }
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<AuditRow> found(List<AuditRow> ours) {
    List<AuditRow> rows =
        entities
            .createNativeQuery(
                "select " + Columns.ENTRY + " from audit_entry where entry_id in (:ids)",
                AuditRow.class)
            .setParameter("ids", ours.stream().map(row -> row.entryId).toList())
            .getResultList();
    rows.forEach(entities::detach);
    return rows;
  }

  /** As it was sealed; nothing happens where somebody put it back meanwhile. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void write(AuditRow row) {
    entities
        .createNativeQuery(
            "insert into audit_entry (entry_id, at, replica, actor, action, subject, outcome,"
                + " facts, hash, mac_version, mac) values (:id, :at, :replica, :actor, :action,"
                + " nullif(:subject, ''), :outcome, :facts, :hash, :version, :mac) on conflict"
                + " (entry_id) do nothing")
        .setParameter("id", row.entryId)
        .setParameter("at", row.at)
        .setParameter("replica", row.replica)
        .setParameter("actor", row.actor)
        .setParameter("action", row.action)
        .setParameter("subject", row.subject == null ? "" : row.subject)
        .setParameter("outcome", row.outcome)
        .setParameter("facts", row.facts)
        .setParameter("hash", row.hash)
        .setParameter("version", row.macVersion)
        .setParameter("mac", row.mac)
        .executeUpdate();
  }
}
