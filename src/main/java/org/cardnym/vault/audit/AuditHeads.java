package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the chain of batches ends. A sealed note of it stands apart from the batches and is made
 * with the keys, so that neither an emptied nor a shortened chain can pass for the whole. A replica
 * remembers the last end that it saw: note and batches put back together are refused as well.
 */
@ApplicationScoped
public class AuditHeads {
  /** The head, or why there is none that could be trusted. */
  private record Judged(@Nullable Head head, @Nullable String fault) {}

  private final EntityManager entities;
  private final AuditSeal seal;
  private final AuditSigner signer;
  private final AuditAlarm alarm;
  private volatile @Nullable Head seen;

  AuditHeads(EntityManager entities, AuditSeal seal, AuditSigner signer, AuditAlarm alarm) {
    this.entities = entities;
    this.seal = seal;
    this.signer = signer;
    this.alarm = alarm;
  }

  /** Notes that there is no batch yet: once in a vault's life, with its keys. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void begin() {
    write(
        "insert into audit_head (one, number, hash, mac_version, mac)"
            + " values (true, :number, :hash, :version, :mac)",
        Head.none());
  }

  /**
   * The head to chain to, locked until the caller's transaction ends; empty, with an alarm, if it
   * is not the one that the vault left.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<Head> take() {
    return checked(" for update");
  }

  /** Looks at the head, so that this replica would know an older one; takes no lock. */
  @Transactional
  Optional<Head> look() {
    return checked("");
  }

  /** The number of the last head that this replica found to be the vault's; 0 before any. */
  long seen() {
    Head last = seen;
    return last == null ? 0 : last.number;
  }

  /** Notes the batch that the caller's transaction adds. */
  @Transactional(Transactional.TxType.MANDATORY)
  void note(Head head) {
    write(
        "update audit_head set number = :number, hash = :hash, mac_version = :version, mac = :mac",
        head);
  }

  /** What is wrong with the chain's end, with an alarm; empty if it is as the vault left it. */
  @Transactional
  Optional<String> fault() {
    Judged judged = judge("");
    if (judged.fault != null) {
      alarm.head(judged.fault);
    }
    return Optional.ofNullable(judged.fault);
  }

  private Optional<Head> checked(String locking) {
    Judged judged = judge(locking);
    if (judged.fault != null) {
      alarm.head(judged.fault);
      return Optional.empty();
    }
    seen = judged.head;
    return Optional.ofNullable(judged.head);
  }

  private Judged judge(String locking) {
    Object[] note = first("select " + Columns.HEAD + " from audit_head" + locking);
    if (note == null) {
      return new Judged(null, "note_missing");
    }
    var head = new Head(((Number) note[0]).longValue(), (byte[]) note[1]);
    byte[] covered = EntryHash.head(head.number, head.hash);
    if (!seal.verify((Integer) note[2], covered, (byte[]) note[3])) {
      return new Judged(null, "note_forged");
    }
    if (!ends(head, locking.isEmpty())) {
      return new Judged(null, "batch_differs");
    }
    return isBack(head) ? new Judged(null, "went_back") : new Judged(head, null);
  }

  /** True if the chain's last batch is the noted one, with its own hash, signed by the vault. */
  private boolean ends(Head head, boolean orLater) {
    Object[] batch =
        first("select " + Columns.BATCH + " from audit_batch order by number desc limit 1");
    if (batch == null) {
      return head.number == 0;
    }
    long number = ((Number) batch[0]).longValue();
    byte[] hash = EntryHash.batch(number, (Integer) batch[1], (byte[]) batch[2], (byte[]) batch[3]);
    boolean noted = number == head.number && Arrays.equals(hash, head.hash);
    // Who only watches takes no lock: another replica may add a batch between the two readings.
    return (noted || (orLater && number > head.number))
        && Arrays.equals(hash, (byte[]) batch[4])
        && signer.verify((Integer) batch[6], number, hash, (byte[]) batch[5]);
  }

  private boolean isBack(Head head) {
    Head last = seen;
    return last != null
        && (head.number < last.number
            || (head.number == last.number && !Arrays.equals(head.hash, last.hash)));
  }

  private Object @Nullable [] first(String query) {
    List<Object[]> rows = entities.createNativeQuery(query, Object[].class).getResultList();
    return rows.isEmpty() ? null : rows.get(0);
  }

  private void write(String statement, Head head) {
    int version = seal.version();
    entities
        .createNativeQuery(statement)
        .setParameter("number", head.number)
        .setParameter("hash", head.hash)
        .setParameter("version", version)
        .setParameter("mac", seal.seal(version, EntryHash.head(head.number, head.hash)))
        .executeUpdate();
  }
}
