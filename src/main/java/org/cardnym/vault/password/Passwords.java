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
import java.util.Arrays;
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
import org.jboss.logging.Logger;

/** Sets and judges passwords. Tries are counted by the caller, before it asks. */
@ApplicationScoped
public class Passwords implements DecoyProof, PayerLeaving {
  private static final Logger LOG = Logger.getLogger(Passwords.class);
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
   * Whether it is the payer's password. Takes as long for a payer without one. Call it without a
   * transaction.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code UNAVAILABLE} if hashing took too long; {@code
   *     ROW_REFUSED}
   */
  public Judged judge(HashingTurn turn, UUID payerId, Password password) {
    Optional<Stored> stored = QuarkusTransaction.joiningExisting().call(() -> read(payerId));
    Phc hash = stored.map(Stored::hash).orElseGet(hasher::unmatched);
    boolean matches = hasher.matches(turn, password, hash);
    if (!matches || stored.isEmpty()) {
      return Judged.wrong();
    }
    return hasher.stale(hash) ? Judged.rightByStale(stored.get().sealed()) : Judged.right();
  }

  /**
   * Hashes a password anew, in the turn it was judged in, where its hash is of another cost than
   * new ones are; call it once all proofs held, without a transaction. A payer's proofs hold
   * whatever becomes of it.
   */
  public void renew(HashingTurn turn, UUID payerId, Password password, Judged judged) {
    byte[] stale = judged.stale();
    if (stale == null) {
      return;
    }
    try {
      Phc hash = hasher.hash(turn, password);
      if (QuarkusTransaction.requiringNew().call(() -> replace(payerId, stale, hash))) {
        hasher.renewed();
      }
    } catch (RuntimeException failed) {
      LOG.warnf(
          "password_not_renewed payer=%s cause=%s",
          TypeId.of(IdKind.PAYER, payerId), failed.getClass().getSimpleName());
    }
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

  /** The decoy's costs what new hashes cost. */
  @Override
  public void prepare(UUID decoy) {
    if (read(decoy).filter(stored -> !hasher.stale(stored.hash())).isEmpty()) {
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

  /** A hash, and what stands in its row. */
  private static final class Stored {
    private final Phc hash;
    private final byte[] sealed;

    Stored(Phc hash, byte[] sealed) {
      this.hash = hash;
      this.sealed = sealed;
    }

    Phc hash() {
      return hash;
    }

    byte[] sealed() {
      return sealed;
    }
  }

  private Optional<Stored> read(UUID payerId) {
    PasswordRow row = entities.find(PasswordRow.class, payerId);
    if (row == null) {
      return Optional.empty();
    }
    byte[] text = payers.open(payerId, PURPOSE, row.sealed);
    Phc hash = Phc.parse(new String(text, StandardCharsets.US_ASCII));
    return Optional.of(new Stored(hash, row.sealed));
  }

  /** Only in place of the very hash that was judged: another may have been set meanwhile. */
  private boolean replace(UUID payerId, byte[] stale, Phc hash) {
    PasswordRow row = entities.find(PasswordRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
    if (row == null || !Arrays.equals(row.sealed, stale)) {
      return false;
    }
    row.sealed = seal(payerId, hash);
    return true;
  }

  private void keep(UUID payerId, Phc hash) {
    PasswordRow row = entities.find(PasswordRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
    boolean first = row == null;
    if (row == null) {
      row = new PasswordRow();
      row.payerId = payerId;
    }
    row.sealed = seal(payerId, hash);
    row.setAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (first) {
      entities.persist(row);
    }
  }

  private byte[] seal(UUID payerId, Phc hash) {
    return payers.seal(payerId, PURPOSE, hash.text().getBytes(StandardCharsets.US_ASCII));
  }
}
