package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The public keys that banks handed over by a trusted channel. The newest active {@code enc} key
 * seals messages; any active {@code sig} key may sign answers. A set that lacks a key is refused:
 * it would fall back to an older one.
 */
@ApplicationScoped
public class BankKeys {
  private final EntityManager entities;
  private final KeySets sets;
  private final Audit audit;
  private final Clock clock;

  BankKeys(EntityManager entities, KeySets sets, Audit audit, Clock clock) {
    this.entities = entities;
    this.sets = sets;
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
    BankRow bank = locked(bankId);
    List<BankKeyRow> rows = sets.changing(bank);
    if (rows.stream().anyMatch(row -> row.kid.equals(pinned.kid()))) {
      throw new Refusal(ErrorCode.EXISTS);
    }
    if (rows.size() >= KeySets.MAX_KEYS) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("maximum", KeySets.MAX_KEYS));
    }
    var row = new BankKeyRow();
    row.bankId = bankId;
    row.kid = pinned.kid();
    row.use = use;
    row.jwk = pinned.json();
    row.addedAt = now();
    entities.persist(row);
    bank.keysDigest = KeySets.digest(Stream.concat(rows.stream(), Stream.of(row)).toList());
    record(actor, AuditAction.BANK_KEY_ADDED, row);
    return row.key();
  }

  /**
   * The thumbprint of a key that could be pinned (RFC 7638).
   *
   * @throws Refusal BANK_KEY_UNFIT
   */
  public static String kid(BankKey.Use use, Map<String, Object> jwk) {
    return PinnedKey.of(use, jwk).kid();
  }

  /** All keys of a bank, newest first; NOT_FOUND without the bank. */
  @Transactional
  public List<BankKey> list(UUID bankId) {
    if (entities.find(BankRow.class, bankId) == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return sets.rows(bankId).stream().map(BankKeyRow::key).toList();
  }

  /** Retires a key for good; doing it again changes nothing. */
  @Transactional
  public BankKey retire(String actor, UUID bankId, String kid) {
    BankRow bank = locked(bankId);
    List<BankKeyRow> rows = sets.changing(bank);
    BankKeyRow row =
        rows.stream()
            .filter(key -> key.kid.equals(kid))
            .findFirst()
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    if (row.state != BankKey.State.RETIRED) {
      row.state = BankKey.State.RETIRED;
      row.retiredAt = now();
      bank.keysDigest = KeySets.digest(rows);
      record(actor, AuditAction.BANK_KEY_RETIRED, row);
    }
    return row.key();
  }

  /** The key that messages to this bank are sealed for. */
  Optional<PinnedKey> sealing(UUID bankId) {
    return sets.of(bankId).stream()
        .filter(row -> row.use == BankKey.Use.ENC && row.state == BankKey.State.ACTIVE)
        .findFirst()
        .map(BankKeyRow::pinned);
  }

  /** The bank's active signature key of this name. */
  Optional<PinnedKey> signing(UUID bankId, String kid) {
    return sets.of(bankId).stream()
        .filter(row -> row.kid.equals(kid))
        .filter(row -> row.use == BankKey.Use.SIG && row.state == BankKey.State.ACTIVE)
        .findFirst()
        .map(BankKeyRow::pinned);
  }

  /** The bank, whose row is locked for whoever changes its keys: one at a time. */
  private BankRow locked(UUID bankId) {
    BankRow bank = Locked.fresh(entities, BankRow.class, bankId);
    if (bank == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return bank;
  }

  private void record(String actor, AuditAction action, BankKeyRow row) {
    audit.record(AuditEvent.done(actor, action, row.rowId()).with(Map.of("use", row.use.wire())));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
