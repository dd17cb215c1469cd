package org.cardnym.vault.otp;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.payer.DecoyProof;
import org.cardnym.vault.payer.PayerLeaving;
import org.cardnym.vault.payer.Payers;
import org.jspecify.annotations.Nullable;

/**
 * Sets up and judges time-based one-time passwords (RFC 6238). Tries are counted by the caller,
 * before it asks.
 */
@ApplicationScoped
public class Otps implements DecoyProof, PayerLeaving {
  private static final String PURPOSE = "otp";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** RFC 4226 §4 R6 recommends 160 bits. */
  private static final int SECRET_SIZE = 20;

  private final EntityManager entities;
  private final Payers payers;
  private final Audit audit;
  private final Clock clock;

  Otps(EntityManager entities, Payers payers, Audit audit, Clock clock) {
    this.entities = entities;
    this.payers = payers;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes a secret that waits for its first code; one that is in use already stays in use until
   * then.
   */
  @Transactional
  public OtpSetup begin(UUID payerId) {
    byte[] secret = fresh();
    locked(payerId).waiting = payers.seal(payerId, PURPOSE, secret);
    String letters = Base32.encode(secret);
    String uri = OtpUri.of(payers.aliasTyped(payerId).orElse("account"), letters);
    return new OtpSetup(uri, letters, QrSvg.of(uri));
  }

  /**
   * Puts the waiting secret into use if the code is one of its; that code is used then. Writes the
   * audit entry.
   */
  @Transactional
  public boolean confirm(UUID payerId, String code) {
    OtpRow row = locked(payerId);
    byte[] waiting = row.waiting;
    OptionalLong step = accepted(payerId, waiting, code, -1);
    if (waiting == null || step.isEmpty()) {
      return false;
    }
    row.secret = waiting;
    row.waiting = null;
    row.lastStep = step.getAsLong();
    row.setAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    audit.record(
        AuditEvent.done(
            Payers.actor(payerId), AuditAction.OTP_SET, TypeId.of(IdKind.PAYER, payerId)));
    return true;
  }

  /**
   * The time step whose code this is, or empty if it is wrong or used; marks nothing. At most one
   * step (30 s) old. The same work for a payer without a secret. Spaces in the code don't count.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code ROW_REFUSED}
   */
  public OptionalLong judge(UUID payerId, String code) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> {
          OtpRow row = entities.find(OtpRow.class, payerId);
          return row == null
              ? accepted(payerId, null, code, -1)
              : accepted(payerId, row.secret, code, row.lastStep);
        });
  }

  /**
   * Marks an accepted step as used, in the caller's transaction; false if it, or a later one, was
   * used already.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean mark(UUID payerId, long step) {
    OtpRow row = entities.find(OtpRow.class, payerId);
    if (row == null || !reread(row) || row.lastStep >= step) {
      return false;
    }
    row.lastStep = step;
    return true;
  }

  /**
   * Waits for codes that are being used, and lets none be used before the caller's transaction
   * ends.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void bar(UUID payerId) {
    entities.find(OtpRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
  }

  /** True if this payer has an authenticator in use. */
  @Transactional
  public boolean has(UUID payerId) {
    OtpRow row = entities.find(OtpRow.class, payerId);
    return row != null && row.secret != null;
  }

  /** Since when the present authenticator is in use; empty without one. */
  @Transactional
  public Optional<Instant> setAt(UUID payerId) {
    return Optional.ofNullable(entities.find(OtpRow.class, payerId)).map(row -> row.setAt);
  }

  @Override
  public void prepare(UUID decoy) {
    if (entities.find(OtpRow.class, decoy) == null) {
      OtpRow row = locked(decoy);
      row.secret = payers.seal(decoy, PURPOSE, fresh());
      row.setAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
  }

  @Override
  public void leaving(UUID payerId) {
    entities
        .createNativeQuery("delete from otp where payer_id = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  private OptionalLong accepted(
      UUID payerId, byte @Nullable [] sealed, String code, long lastStep) {
    byte[] secret = sealed == null ? fresh() : payers.open(payerId, PURPOSE, sealed);
    byte[] given = code.replace(" ", "").getBytes(StandardCharsets.UTF_8);
    OptionalLong step = Totp.accepted(secret, given, clock.instant(), lastStep);
    return sealed == null ? OptionalLong.empty() : step;
  }

  /** The payer's row under a lock, made if there is none. */
  private OtpRow locked(UUID payerId) {
    OtpRow row = entities.find(OtpRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      row = new OtpRow();
      row.payerId = payerId;
      entities.persist(row);
    }
    return row;
  }

  /**
   * What this transaction has read before may be old by now: read again under the lock. False if
   * its payer left meanwhile.
   */
  private boolean reread(OtpRow row) {
    try {
      entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
      return true;
    } catch (EntityNotFoundException gone) {
      return false;
    }
  }

  private static byte[] fresh() {
    byte[] secret = new byte[SECRET_SIZE];
    RANDOM.nextBytes(secret);
    return secret;
  }
}
