package org.cardnym.vault.notice;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.payer.PayerLeaving;
import org.cardnym.vault.payer.Payers;

/**
 * Codes of eight digits that show a payer reads the mail of a contact: ten minutes, five tries, one
 * use (SP 800-63B-4 §3.1.3.2, ASVS 5.0 6.5.1). They confirm a contact and are never a proof for a
 * payment.
 */
@ApplicationScoped
public class ContactCodes implements PayerLeaving {
  static final Duration LIFE = NoticeKind.CONTACT_CODE.patience();

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CODES = 100_000_000;

  private final EntityManager entities;
  private final Notices notices;
  private final Payers payers;
  private final IndexKeys hashes;
  private final Limits limits;
  private final Subjects subjects;
  private final Clock clock;

  ContactCodes(
      EntityManager entities,
      Notices notices,
      Payers payers,
      IndexKeys hashes,
      Limits limits,
      Subjects subjects,
      Clock clock) {
    this.entities = entities;
    this.notices = notices;
    this.payers = payers;
    this.hashes = hashes;
    this.limits = limits;
    this.subjects = subjects;
    this.clock = clock;
  }

  /**
   * Makes a new code, which ends the one before, and queues its mail; in the caller's transaction,
   * and there must be one. The caller has counted {@code CONTACT_CODES_PER_CONTACT} and {@code
   * CONTACT_CODES_PER_ADDRESS} before that transaction.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void send(UUID payerId, BrowserKind asker) {
    String code = Integer.toString(CODES + RANDOM.nextInt(CODES)).substring(1);
    ContactCodeRow row =
        entities.find(ContactCodeRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
    boolean first = row == null;
    if (row == null) {
      row = new ContactCodeRow();
      row.payerId = payerId;
    }
    row.codeId = Uuids.next(clock.instant());
    row.keyVersion = hashes.version(KeyPurpose.PAGE);
    row.codeHash = hash(row, code);
    row.madeAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    row.usedAt = null;
    if (first) {
      entities.persist(row);
    }
    notices.queue(
        payerId,
        NoticeKind.CONTACT_CODE,
        Map.of(
            "code",
            code,
            "minutes",
            Long.toString(LIFE.toMinutes()),
            "number",
            PageNumber.of(row.codeId),
            "browser",
            asker.words()));
  }

  /** What the page shows that waits for the newest code. */
  @Transactional
  public Optional<String> number(UUID payerId) {
    return find(payerId).map(row -> PageNumber.of(row.codeId));
  }

  /**
   * Judges a try, and notes the payer's contact as confirmed with it; call it without a
   * transaction. True once at most for each code; spaces in it don't count.
   *
   * @return false if the code is wrong, used, too old, or has had its tries
   * @throws org.cardnym.vault.refusal.Refusal {@code STEP_OUT_OF_ORDER} if the payer registers no
   *     longer, {@code ROW_REFUSED}
   */
  public boolean confirm(UUID payerId, String code) {
    Optional<UUID> codeId =
        QuarkusTransaction.requiringNew().call(() -> find(payerId).map(row -> row.codeId));
    return codeId.isPresent()
        && limits.tryNow(Limit.CONTACT_CODE_TRIES, subjects.challenge(codeId.get()))
        && QuarkusTransaction.requiringNew().call(() -> use(payerId, codeId.get(), code));
  }

  @Override
  public void leaving(UUID payerId) {
    entities
        .createNativeQuery("delete from contact_code where payer_id = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  private Optional<ContactCodeRow> find(UUID payerId) {
    return Optional.ofNullable(entities.find(ContactCodeRow.class, payerId));
  }

  /**
   * Judges and uses in one transaction under the row's lock, so that two at once can't both
   * succeed.
   */
  private boolean use(UUID payerId, UUID codeId, String code) {
    ContactCodeRow row =
        entities.find(ContactCodeRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
    Instant now = clock.instant();
    // Another code may have been sent since the try was counted; this try was not counted for that
    // one.
    if (row == null
        || !row.codeId.equals(codeId)
        || row.usedAt != null
        || !now.isBefore(row.madeAt.plus(LIFE))) {
      return false;
    }
    if (!MessageDigest.isEqual(hash(row, code.replace(" ", "")), row.codeHash)) {
      return false;
    }
    row.usedAt = now.truncatedTo(ChronoUnit.MICROS);
    payers.confirmContact(payerId);
    return true;
  }

  private byte[] hash(ContactCodeRow row, String code) {
    byte[] text = code.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bound = ByteBuffer.allocate(4 * Long.BYTES + text.length);
    put(bound, row.payerId);
    put(bound, row.codeId);
    return hashes.value(KeyPurpose.PAGE, row.keyVersion, "contact-code", bound.put(text).array());
  }

  private static void put(ByteBuffer bytes, UUID id) {
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }
}
