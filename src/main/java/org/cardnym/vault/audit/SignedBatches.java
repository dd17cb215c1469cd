package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads signed batches again: which entries each of them really holds. */
@ApplicationScoped
class SignedBatches {
  /**
   * What is found under a number: nothing, no longer what was signed, or the members of a batch.
   */
  record Found(State state, Set<UUID> members) {
    enum State {
      /** Nobody signed such a batch yet. */
      NEVER,
      BROKEN,
      WHOLE
    }

    static Found of(State state) {
      return new Found(state, Set.of());
    }
  }

  private final EntityManager entities;
  private final AuditHeads heads;
  private final AuditSigner signer;
  private final AuditAlarm alarm;

  SignedBatches(EntityManager entities, AuditHeads heads, AuditSigner signer, AuditAlarm alarm) {
    this.entities = entities;
    this.heads = heads;
    this.signer = signer;
    this.alarm = alarm;
  }

  /** Alarms if the batch is broken. */
  @Transactional
  Found find(long number) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select " + Columns.BATCH + " from audit_batch where number = :number",
                Object[].class)
            .setParameter("number", number)
            .getResultList();
    if (rows.isEmpty()) {
      return absent(number);
    }
    Object[] batch = rows.getFirst();
    int count = (Integer) batch[1];
    byte[] hash = EntryHash.batch(number, count, (byte[]) batch[2], (byte[]) batch[3]);
    if (!Arrays.equals(hash, (byte[]) batch[4])
        || !signer.verify((Integer) batch[6], number, hash, (byte[]) batch[5])) {
      return broken(number, "batch_forged");
    }
    List<AuditRow> members = members(number, count);
    return holds(members, count, (byte[]) batch[2])
        ? new Found(Found.State.WHOLE, ids(members))
        : broken(number, "entries_differ");
  }

  /**
   * Alarms for batches from {@code first} to {@code last} that are gone or miss an entry, up to
   * {@code most} of them.
   */
  @Transactional
  void count(long first, long last, int most) {
    entities
        .createNativeQuery(
            "select n from generate_series(cast(:first as bigint), cast(:last as bigint)) n"
                + " left join audit_batch b on b.number = n where b.number is null or b.entries <>"
                + " (select count(*) from audit_entry e where e.batch = n and e.position >= 0"
                + " and e.position < b.entries) order by n limit :most",
            Long.class)
        .setParameter("first", first)
        .setParameter("last", last)
        .setParameter("most", most)
        .getResultStream()
        .forEach(number -> alarm.batch((Long) number, "entries_missing"));
  }

  private Found absent(long number) {
    var head = heads.look();
    boolean never = number < 1 || (head.isPresent() && number > head.get().number);
    return never ? Found.of(Found.State.NEVER) : broken(number, "batch_missing");
  }

  private Found broken(long number, String reason) {
    alarm.batch(number, reason);
    return Found.of(Found.State.BROKEN);
  }

  /** Those that stand at a place of the batch; others only claim to belong to it. */
  private List<AuditRow> members(long number, int count) {
    List<AuditRow> rows =
        entities
            .createNativeQuery(
                "select "
                    + Columns.ENTRY
                    + " from audit_entry where batch = :number and position >= 0"
                    + " and position < :count order by position",
                AuditRow.class)
            .setParameter("number", number)
            .setParameter("count", count)
            .setMaxResults(count + 1)
            .getResultList();
    rows.forEach(entities::detach);
    return rows;
  }

  private static boolean holds(List<AuditRow> members, int count, byte[] root) {
    return members.size() == count
        && Arrays.equals(root, EntryHash.root(members.stream().map(EntryHash::of).toList()));
  }

  private static Set<UUID> ids(List<AuditRow> members) {
    return members.stream().map(row -> row.entryId).collect(Collectors.toUnmodifiableSet());
  }
}
