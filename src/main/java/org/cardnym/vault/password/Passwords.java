package org.cardnym.vault.password;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.payer.DecoyProof;
import org.cardnym.vault.payer.PayerLeaving;
import org.cardnym.vault.payer.Payers;

/** Sets and judges passwords. Tries are counted by the caller, before it asks. */
@ApplicationScoped
public class Passwords implements DecoyProof, PayerLeaving {
  private static final String PURPOSE = "password";

  private final EntityManager entities;
  private final Payers payers;
  private final PasswordHasher hasher;
  private final CommonPasswords common;
  private final Audit audit;
  private final Clock clock;

  Passwords(
      EntityManager entities,
      Payers payers,
      PasswordHasher hasher,
      CommonPasswords common,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.payers = payers;
    this.hasher = hasher;
    this.common = common;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Sets a payer's password, the one before it ends; writes the audit entry. Hashing takes tens of
   * milliseconds: best called without a transaction.
   *
   * @param contextWords what anybody would guess for this payer: name, mail address; they don't
   *     count towards the length
   * @throws org.cardnym.vault.refusal.Refusal {@code PASSWORD_TOO_SHORT}, {@code
   *     PASSWORD_TOO_LONG}, {@code PASSWORD_CHARACTERS}, {@code PASSWORD_COMMON}, {@code
   *     PASSWORD_CONTEXT}; {@code UNAVAILABLE} while too many wait
   */
  public void set(UUID payerId, Password password, List<String> contextWords) {
    NewPassword hashed = hash(password, contextWords);
    QuarkusTransaction.joiningExisting().run(() -> set(payerId, hashed));
  }

  /**
   * Refuses what the rules refuse by the text alone, whoever's it becomes.
   *
   * @throws org.cardnym.vault.refusal.Refusal as {@link #set(UUID, Password, List)}, but for {@code
   *     UNAVAILABLE}
   */
  public void require(Password password) {
    PasswordRules.require(password, List.of(), common::has);
  }

  /**
   * The first half of {@link #set(UUID, Password, List)}, for nobody yet: best called without a
   * transaction.
   *
   * @throws org.cardnym.vault.refusal.Refusal as there
   */
  public NewPassword hash(Password password, List<String> contextWords) {
    PasswordRules.require(password, contextWords, common::has);
    return new NewPassword(hasher.hash(password));
  }

  /** The second half, in the caller's transaction; writes the audit entry. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void set(UUID payerId, NewPassword hashed) {
    keep(payerId, hashed.hash());
    audit.record(
        AuditEvent.done(
            Payers.actor(payerId), AuditAction.PASSWORD_SET, TypeId.of(IdKind.PAYER, payerId)));
  }

  /**
   * A turn at judging a password; taken before the try is counted, closed when it is judged.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code UNAVAILABLE} while too many wait
   */
  public HashingTurn turn() {
    return hasher.turn();
  }

  /**
   * True if it is the payer's password. Takes as long for a payer without one. Call it without a
   * transaction.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code UNAVAILABLE} if hashing took too long; {@code
   *     ROW_REFUSED}
   */
  public boolean judge(HashingTurn turn, UUID payerId, Password password) {
    Optional<Phc> stored = QuarkusTransaction.joiningExisting().call(() -> read(payerId));
    boolean matches = hasher.matches(turn, password, stored.orElseGet(hasher::unmatched));
    return matches & stored.isPresent();
  }

  /** True if this payer has set one. */
  @Transactional
  public boolean has(UUID payerId) {
    return entities.find(PasswordRow.class, payerId) != null;
  }

  /** Since when the present password stands; empty without one. */
  @Transactional
  public Optional<Instant> setAt(UUID payerId) {
    return Optional.ofNullable(entities.find(PasswordRow.class, payerId)).map(row -> row.setAt);
  }

  @Override
  public void prepare(UUID decoy) {
    if (entities.find(PasswordRow.class, decoy) == null) {
      try (Password nobodys = Password.typed(Uuids.nonce() + Uuids.nonce())) {
        keep(decoy, hasher.hash(nobodys));
      }
    }
  }

  @Override
  public void leaving(UUID payerId) {
    entities
        .createNativeQuery("delete from password where payer_id = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  private Optional<Phc> read(UUID payerId) {
    PasswordRow row = entities.find(PasswordRow.class, payerId);
    if (row == null) {
      return Optional.empty();
    }
    byte[] text = payers.open(payerId, PURPOSE, row.sealed);
    return Optional.of(Phc.parse(new String(text, StandardCharsets.US_ASCII)));
  }

  private void keep(UUID payerId, Phc hash) {
    PasswordRow row = entities.find(PasswordRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
    boolean first = row == null;
    if (row == null) {
      row = new PasswordRow();
      row.payerId = payerId;
    }
    row.sealed = payers.seal(payerId, PURPOSE, hash.text().getBytes(StandardCharsets.US_ASCII));
    row.setAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (first) {
      entities.persist(row);
    }
  }
}
