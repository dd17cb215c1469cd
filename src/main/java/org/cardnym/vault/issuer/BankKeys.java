package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The public keys that banks handed over by a trusted channel. The newest active {@code enc} key
 * seals messages; any active {@code sig} key may sign answers.
 */
@ApplicationScoped
public class BankKeys {
  private static final int MAX_KEYS = 32;

  private final EntityManager entities;
  private final Audit audit;
  private final Clock clock;

  BankKeys(EntityManager entities, Audit audit, Clock clock) {
    this.entities = entities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Pins a key.
   *
   * @param jwk a public JWK: EC P-256, or for {@code ENC} also RSA of 3072 to 8192 bits
   * @throws Refusal BANK_KEY_UNFIT; EXISTS also where the bank uses the key for the other purpose;
   *     NOT_FOUND; CONFLICT at 32 keys
   */
  @Transactional
  public BankKey add(String actor, UUID bankId, BankKey.Use use, Map<String, Object> jwk) {
    PinnedKey pinned = PinnedKey.of(use, jwk);
    // The bank's row is locked, so that two at once can't pass the bound together.
    BankRow bank = entities.find(BankRow.class, bankId, LockModeType.PESSIMISTIC_WRITE);
    if (bank == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    if (entities.find(BankKeyRow.class, new BankKeyRow.Key(bankId, pinned.kid())) != null) {
      throw new Refusal(ErrorCode.EXISTS);
    }
    if (rows(bankId).size() >= MAX_KEYS) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("maximum", MAX_KEYS));
    }
    var row = new BankKeyRow();
    row.bankId = bankId;
    row.kid = pinned.kid();
    row.use = use;
    row.jwk = pinned.json();
    row.addedAt = now();
    entities.persist(row);
    record(actor, AuditAction.BANK_KEY_ADDED, row);
    return row.key();
  }

  /** All keys of a bank, newest first. */
  @Transactional
  public List<BankKey> list(UUID bankId) {
    return rows(bankId).stream().map(BankKeyRow::key).toList();
  }

  /** Retires a key for good; doing it again changes nothing. */
  @Transactional
  public BankKey retire(String actor, UUID bankId, String kid) {
    BankKeyRow row =
        entities.find(
            BankKeyRow.class, new BankKeyRow.Key(bankId, kid), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    if (row.state != BankKey.State.RETIRED) {
      row.state = BankKey.State.RETIRED;
      row.retiredAt = now();
      record(actor, AuditAction.BANK_KEY_RETIRED, row);
    }
    return row.key();
  }

  /** The key that messages to this bank are sealed for. */
  Optional<PinnedKey> sealing(UUID bankId) {
    return rows(bankId).stream()
        .filter(row -> row.use == BankKey.Use.ENC && row.state == BankKey.State.ACTIVE)
        .findFirst()
        .map(BankKeyRow::pinned);
  }

  /** The bank's active signature key of this name. */
  Optional<PinnedKey> signing(UUID bankId, String kid) {
    return Optional.ofNullable(entities.find(BankKeyRow.class, new BankKeyRow.Key(bankId, kid)))
        .filter(row -> row.use == BankKey.Use.SIG && row.state == BankKey.State.ACTIVE)
        .map(BankKeyRow::pinned);
  }

  private List<BankKeyRow> rows(UUID bankId) {
    return entities
        .createQuery(
            "select k from BankKeyRow k where k.bankId = :bank order by k.addedAt desc, k.kid",
            BankKeyRow.class)
        .setParameter("bank", bankId)
        .setMaxResults(MAX_KEYS)
        .getResultList();
  }

  private void record(String actor, AuditAction action, BankKeyRow row) {
    audit.record(AuditEvent.done(actor, action, row.rowId()).with(Map.of("use", row.use.wire())));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
