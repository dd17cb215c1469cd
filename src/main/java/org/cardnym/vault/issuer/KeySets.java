package org.cardnym.vault.issuer;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The keys of a bank as a whole: those that the bank's guarded row has the digest of, no more and
 * no fewer.
 */
@ApplicationScoped
class KeySets {
  /** The most keys of a bank, retired ones included. */
  static final int MAX_KEYS = 32;

  private static final String FORMAT = "bank-keys/1";

  private final EntityManager entities;
  private final RowAlarm alarm;

  KeySets(EntityManager entities, RowAlarm alarm) {
    this.entities = entities;
    this.alarm = alarm;
  }

  /**
   * All keys of a bank to read, newest first; none where there is no bank.
   *
   * @throws Refusal ROW_REFUSED where one is missing or was written past the vault
   */
  List<BankKeyRow> of(UUID bankId) {
    BankRow bank = entities.find(BankRow.class, bankId);
    if (bank == null) {
      return List.of();
    }
    List<BankKeyRow> rows = rows(bankId);
    // Read without a lock, as every message passes here: a key may have come between both reads.
    return whole(bank, rows) ? rows : QuarkusTransaction.requiringNew().call(() -> locked(bankId));
  }

  /** All keys of a bank whose row the caller holds locked, to change them and its digest. */
  List<BankKeyRow> changing(BankRow bank) {
    List<BankKeyRow> rows = rows(bank.bankId);
    if (!whole(bank, rows)) {
      alarm.raise("bank_key", bank.rowId());
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    return rows;
  }

  /** What stands in the database, newest first; perhaps not the whole. */
  List<BankKeyRow> rows(UUID bankId) {
    return entities
        .createQuery(
            "select k from BankKeyRow k where k.bankId = :bank order by k.addedAt desc, k.kid",
            BankKeyRow.class)
        .setParameter("bank", bankId)
        .setMaxResults(MAX_KEYS)
        .getResultList();
  }

  static byte[] digest(List<BankKeyRow> rows) {
    SetDigest digest = SetDigest.of(FORMAT).add(rows.size());
    rows.stream()
        .sorted(Comparator.comparing(row -> row.kid))
        .forEach(row ->
            digest
                .add(row.kid)
                .add(row.use.name())
                .add(row.jwk)
                .add(row.state.name())
                .add(row.addedAt)
                .add(row.retiredAt));
    return digest.bytes();
  }

  private List<BankKeyRow> locked(UUID bankId) {
    BankRow bank = entities.find(BankRow.class, bankId, LockModeType.PESSIMISTIC_READ);
    return bank == null ? List.of() : changing(bank);
  }

  private static boolean whole(BankRow bank, List<BankKeyRow> rows) {
    return MessageDigest.isEqual(bank.keysDigest, digest(rows));
  }
}
