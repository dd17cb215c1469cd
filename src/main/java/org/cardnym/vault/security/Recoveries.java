package org.cardnym.vault.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.notice.BrowserKind;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.notice.PageNumber;
import org.cardnym.vault.payer.PayerLeaving;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The recoveries under way: a code of eight digits for the contact, ten minutes, one use. Tries are
 * counted by the caller, before it asks.
 */
@ApplicationScoped
class Recoveries implements PayerLeaving {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CODES = 100_000_000;

  private final EntityManager entities;
  private final Notices notices;
  private final IndexKeys hashes;
  private final Clock clock;

  Recoveries(EntityManager entities, Notices notices, IndexKeys hashes, Clock clock) {
    this.entities = entities;
    this.notices = notices;
    this.hashes = hashes;
    this.clock = clock;
  }

  /** What the page goes on with; the secret does not print. */
  static final class Next {
    private final String secret;

    private Next(String secret) {
      this.secret = secret;
    }

    String secret() {
      return secret;
    }
  }

  /**
   * Begins one for this payer, or the decoy, and queues the mail with its code, in the caller's
   * transaction.
   *
   * @param mail {@code RECOVERY_CODE}, or {@code MOVED_IN_CODE}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  UUID begin(UUID payerId, String nameIndex, BrowserKind asker, NoticeKind mail) {
    String code = Integer.toString(CODES + RANDOM.nextInt(CODES)).substring(1);
    var row = new RecoveryRow();
    row.payerId = payerId;
    row.recoveryId = Uuids.next(clock.instant());
    row.nameIndex = nameIndex;
    row.keyVersion = hashes.version(KeyPurpose.PAGE);
    row.codeHash = hash(row, "recovery-code", code);
    row.begunAt = now();
    entities.persist(row);
    String minutes = Long.toString(RecoveryRow.LIFE.toMinutes());
    notices.queue(
        payerId,
        mail,
        Map.of(
            "code",
            code,
            "minutes",
            minutes,
            "number",
            PageNumber.of(row.recoveryId),
            "browser",
            asker.words()));
    return row.recoveryId;
  }

  /** The recovery of this identifier, whatever its state. */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<RecoveryRow> find(UUID recoveryId) {
    return entities
        .createQuery("select r from RecoveryRow r where r.recoveryId = :id", RecoveryRow.class)
        .setParameter("id", recoveryId)
        .getResultStream()
        .findFirst();
  }

  /** True if the recovery takes proofs and this is its code. The same work where there is none. */
  boolean isCode(@Nullable RecoveryRow row, String code) {
    RecoveryRow judged = row == null ? nobodys() : row;
    byte[] given = hash(judged, "recovery-code", code.replaceAll("\\s", ""));
    boolean same = MessageDigest.isEqual(given, judged.codeHash);
    return same && row != null && judged.open(now());
  }

  /** True if a new app may show its first code, and this is the secret that goes on. */
  boolean isNext(@Nullable RecoveryRow row, String secret) {
    RecoveryRow judged = row == null ? nobodys() : row;
    byte[] given = hash(judged, "recovery-next", secret);
    byte[] kept = judged.nextHash == null ? new byte[0] : judged.nextHash;
    boolean same = MessageDigest.isEqual(given, kept);
    return same && judged.goesOn(now());
  }

  /**
   * Uses it, in the caller's transaction.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED} if it was used meanwhile
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void use(RecoveryRow found) {
    used(found);
  }

  /** Uses it as {@link #use} does, and gives what the page goes on with. */
  @Transactional(Transactional.TxType.MANDATORY)
  Next goOn(RecoveryRow found) {
    RecoveryRow row = used(found);
    var next = new Next(Uuids.nonce());
    row.nextHash = hash(row, "recovery-next", next.secret());
    return next;
  }

  /**
   * Ends what {@link #goOn} began, in the caller's transaction.
   *
   * @throws Refusal {@link ErrorCode#PROOF_FAILED} if it ended meanwhile
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void end(RecoveryRow found) {
    RecoveryRow row = locked(found);
    if (!row.goesOn(now())) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    row.nextHash = null;
  }

  @Override
  public void leaving(UUID payerId) {
    entities
        .createNativeQuery("delete from recovery where payer_id = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  private RecoveryRow used(RecoveryRow found) {
    RecoveryRow row = locked(found);
    if (!row.open(now())) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    row.usedAt = now();
    return row;
  }

  /** As it stands now, whatever of it was read before. */
  private RecoveryRow locked(RecoveryRow found) {
    RecoveryRow row = entities.find(RecoveryRow.class, found.key(), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    return row;
  }

  private RecoveryRow nobodys() {
    var row = new RecoveryRow();
    row.keyVersion = hashes.version(KeyPurpose.PAGE);
    return row;
  }

  private byte[] hash(RecoveryRow row, String label, String secret) {
    byte[] text = secret.getBytes(StandardCharsets.UTF_8);
    byte[] bound =
        ByteBuffer.allocate(4 * Long.BYTES + text.length)
            .put(Uuids.bytes(row.payerId))
            .put(Uuids.bytes(row.recoveryId))
            .put(text)
            .array();
    return hashes.value(KeyPurpose.PAGE, row.keyVersion, label, bound);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
