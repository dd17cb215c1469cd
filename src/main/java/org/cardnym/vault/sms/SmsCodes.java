package org.cardnym.vault.sms;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Codes for one act each, and for all of it that must not change: another act's, or the same act's
 * at another amount, is wrong. One at a time, used once. Tries are counted by the caller.
 */
@ApplicationScoped
public class SmsCodes {
  private static final String LABEL = "sms-code";
  private static final byte[] NO_HASH = new byte[32];

  private final EntityManager entities;
  private final MobileNumbers mobiles;
  private final Notices notices;
  private final SmsCode codes;
  private final Clock clock;

  SmsCodes(
      EntityManager entities, MobileNumbers mobiles, Notices notices, SmsCode codes, Clock clock) {
    this.entities = entities;
    this.mobiles = mobiles;
    this.notices = notices;
    this.codes = codes;
    this.clock = clock;
  }

  /** One act: what the code is bound to. The digest is never changed. */
  public static final class Act {
    private final UUID subject;
    private final byte[] digest;

    /**
     * @param digest SHA-256 over all that must not change
     */
    public Act(UUID subject, byte[] digest) {
      this.subject = subject;
      this.digest = digest.clone();
    }
  }

  /**
   * Makes a code, which ends the one before, and queues its message to the payer's number, in the
   * caller's transaction. For the decoy the same is done, and its message dropped.
   *
   * @param payerId a payer who has a number, or the decoy
   * @param merchant its name, for the message
   * @param amount with its currency, for the message
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public CodeSent send(Act act, UUID payerId, String merchant, String amount) {
    String code = SmsCode.fresh();
    SmsCodeRow old = entities.find(SmsCodeRow.class, act.subject, LockModeType.PESSIMISTIC_WRITE);
    SmsCodeRow row = old == null ? new SmsCodeRow() : old;
    row.subjectId = act.subject;
    row.payerId = payerId;
    row.codeId = Uuids.next(clock.instant());
    row.keyVersion = codes.version();
    row.codeHash = codes.hash(LABEL, row.keyVersion, payerId, row.codeId, act.digest, code);
    row.madeAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    row.usedAt = null;
    if (old == null) {
      entities.persist(row);
    }
    MobileNumber to = mobiles.number(payerId).orElseThrow(() -> new Refusal(ErrorCode.CONFLICT));
    var sent = new CodeSent(row.codeId);
    notices.queue(
        payerId,
        NoticeKind.PAYMENT_CODE,
        Map.of(
            "to",
            to.text(),
            "code",
            code,
            "number",
            sent.number(),
            "host",
            mobiles.host(),
            "merchant",
            merchant,
            "amount",
            amount));
    return sent;
  }

  /**
   * The code's identifier if this is the newest for this act and this payer, and open; marks
   * nothing. The same work where there is none.
   */
  public Optional<UUID> judge(Act act, UUID payerId, String typed) {
    SmsCodeRow row =
        QuarkusTransaction.joiningExisting()
            .call(() -> entities.find(SmsCodeRow.class, act.subject));
    boolean same = same(row, act, payerId, typed);
    return row != null && same && row.payerId.equals(payerId) && row.open(clock.instant())
        ? Optional.of(row.codeId)
        : Optional.empty();
  }

  /**
   * Marks a code as used, in the caller's transaction; false if it, or a later one, was, or if the
   * number it was sent to is no longer in use.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean use(Act act, UUID codeId) {
    SmsCodeRow row = entities.find(SmsCodeRow.class, act.subject);
    if (row == null || !reread(row) || !row.codeId.equals(codeId) || !row.open(clock.instant())) {
      return false;
    }
    row.usedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return mobiles.stoodAt(row.payerId, row.madeAt);
  }

  private boolean same(@Nullable SmsCodeRow row, Act act, UUID payerId, String typed) {
    return row == null
        ? codes.same(NO_HASH, LABEL, codes.version(), payerId, payerId, act.digest, typed)
        : codes.same(row.codeHash, LABEL, row.keyVersion, payerId, row.codeId, act.digest, typed);
  }

  /** What this transaction has read before may be old by now; false if it was purged meanwhile. */
  private boolean reread(SmsCodeRow row) {
    try {
      entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
      return true;
    } catch (EntityNotFoundException gone) {
      return false;
    }
  }
}
