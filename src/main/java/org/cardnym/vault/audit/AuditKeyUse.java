package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** What of the trail depends on versions of keys; never what its entries say. */
@ApplicationScoped
public class AuditKeyUse {
  private final EntityManager entities;
  private final EntryCheck check;
  private final AuditSeal seal;
  private final AuditAlarm alarm;

  AuditKeyUse(EntityManager entities, EntryCheck check, AuditSeal seal, AuditAlarm alarm) {
    this.entities = entities;
    this.check = check;
    this.seal = seal;
    this.alarm = alarm;
  }

  /**
   * Seals an entry anew with the key in use, in the caller's transaction, which holds its lock.
   * Hash, batch and signature stay: they are over what it says.
   *
   * @throws Refusal {@link ErrorCode#ROW_REFUSED}, with an alarm, for one that the vault did not
   *     write so
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void sealAnew(UUID entryId) {
    AuditRow row =
        (AuditRow)
            entities
                .createNativeQuery(
                    "select " + Columns.ENTRY + " from audit_entry where entry_id = :id",
                    AuditRow.class)
                .setParameter("id", entryId)
                .getSingleResult();
    entities.detach(row);
    byte[] hash = EntryHash.of(row);
    if (!check.genuine(row, hash)) {
      alarm.forged(entryId);
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    int version = seal.version();
    entities
        .createNativeQuery(
            "update audit_entry set mac_version = :version, mac = :mac where entry_id = :id")
        .setParameter("version", version)
        .setParameter("mac", seal.seal(version, hash))
        .setParameter("id", entryId)
        .executeUpdate();
  }

  /** The last batch that a version of the trail's signature has signed; 0 where it signed none. */
  @Transactional
  public long lastSigned(int version) {
    Object last =
        entities
            .createNativeQuery(
                "select coalesce(max(number), 0) from audit_batch where key_version = :version")
            .setParameter("version", version)
            .getSingleResult();
    return ((Number) last).longValue();
  }
}
