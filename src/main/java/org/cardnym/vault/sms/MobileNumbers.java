package org.cardnym.vault.sms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.payer.DecoyProof;
import org.cardnym.vault.payer.PayerLeaving;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one mobile number that a payer may have: used once a code that was sent to it came back. The
 * caller has asked for a proof, and counts.
 */
@ApplicationScoped
public class MobileNumbers implements DecoyProof, PayerLeaving {
  private static final String NUMBER = "mobile/1/number";
  private static final String WAITING = "mobile/1/waiting";
  private static final String LABEL = "mobile-code";
  private static final byte[] UNBOUND = new byte[0];

  /** No country has this code; nothing is ever sent to the decoy. */
  private static final String NOBODYS = "+9990000000000";

  private final EntityManager entities;
  private final Payers payers;
  private final Notices notices;
  private final SmsCode codes;
  private final Audit audit;
  private final Clock clock;
  private final String host;

  MobileNumbers(
      EntityManager entities,
      Payers payers,
      Notices notices,
      SmsCode codes,
      Audit audit,
      Clock clock,
      @ConfigProperty(name = "cardnym.pages.origin") String origin) {
    this.entities = entities;
    this.payers = payers;
    this.notices = notices;
    this.codes = codes;
    this.audit = audit;
    this.clock = clock;
    this.host = URI.create(origin).getHost();
  }

  /**
   * Refuses what can't be a number, before anything is counted for it.
   *
   * @throws Refusal {@link ErrorCode#MOBILE_UNFIT}
   */
  public void requireFit(String typed) {
    MobileNumber.typed(typed);
  }

  /** The number in use, if there is one. */
  @Transactional
  public Optional<Mobile> of(UUID payerId) {
    MobileRow row = entities.find(MobileRow.class, payerId);
    return row == null || row.number == null || row.confirmedAt == null
        ? Optional.empty()
        : Optional.of(new Mobile(opened(payerId, NUMBER, row.number).end(), row.confirmedAt));
  }

  /** The number in use, whole, for its owner's eyes alone; empty without one. */
  @Transactional
  public Optional<String> whole(UUID payerId) {
    return number(payerId).map(MobileNumber::text);
  }

  /** True if there is a number in use. Opens none. */
  @Transactional
  public boolean has(UUID payerId) {
    MobileRow row = entities.find(MobileRow.class, payerId);
    return row != null && row.number != null;
  }

  /**
   * Sends a code to a number, which waits for it in place of one that waited before; in the
   * caller's transaction. What is in use stays so meanwhile.
   *
   * @throws Refusal {@link ErrorCode#MOBILE_UNFIT}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public CodeSent begin(UUID payerId, String typed) {
    MobileNumber mobile = MobileNumber.typed(typed);
    String code = SmsCode.fresh();
    MobileRow row = locked(payerId);
    UUID codeId = Uuids.next(clock.instant());
    row.waiting = payers.seal(payerId, WAITING, bytes(mobile));
    row.codeId = codeId;
    row.keyVersion = codes.version();
    row.codeHash = codes.hash(LABEL, row.keyVersion, payerId, codeId, UNBOUND, code);
    row.madeAt = now();
    var sent = new CodeSent(codeId);
    notices.queue(
        payerId,
        NoticeKind.MOBILE_CODE,
        Map.of("to", mobile.text(), "code", code, "number", sent.number(), "host", host));
    return sent;
  }

  /** The newest code of the number that waits; its tries are counted by it. */
  @Transactional
  public Optional<UUID> waiting(UUID payerId) {
    return Optional.ofNullable(entities.find(MobileRow.class, payerId)).map(row -> row.codeId);
  }

  /**
   * Puts the number into use that waits, if this is its code, in place of an earlier one; in the
   * caller's transaction, which tells its owner.
   *
   * @param codeId the code that the try was counted for
   * @return empty if the code is wrong, used, too old, or not the newest
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Mobile> confirm(UUID payerId, UUID codeId, String code) {
    MobileRow row = locked(payerId);
    byte[] sealed = row.waiting;
    byte[] hash = row.codeHash;
    Instant madeAt = row.madeAt;
    if (sealed == null
        || hash == null
        || madeAt == null
        || !codeId.equals(row.codeId)
        || SmsCode.over(madeAt, clock.instant())
        || !codes.same(hash, LABEL, row.keyVersion, payerId, codeId, UNBOUND, code)) {
      return Optional.empty();
    }
    MobileNumber mobile = opened(payerId, WAITING, sealed);
    Instant at = now();
    row.number = payers.seal(payerId, NUMBER, bytes(mobile));
    row.confirmedAt = at;
    row.forgetWaiting();
    record(AuditAction.MOBILE_ADDED, payerId);
    return Optional.of(new Mobile(mobile.end(), at));
  }

  /**
   * Removes the number, in the caller's transaction; codes that were sent to it are void.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} if there is none
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Mobile remove(UUID payerId) {
    MobileRow row = locked(payerId);
    Mobile was = of(payerId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    row.number = null;
    row.confirmedAt = null;
    row.forgetWaiting();
    record(AuditAction.MOBILE_REMOVED, payerId);
    return was;
  }

  @Override
  public void prepare(UUID decoy) {
    if (entities.find(MobileRow.class, decoy) == null) {
      MobileRow row = locked(decoy);
      row.number = payers.seal(decoy, NUMBER, NOBODYS.getBytes(StandardCharsets.US_ASCII));
      row.confirmedAt = now();
    }
  }

  @Override
  public void leaving(UUID payerId) {
    for (String table : new String[] {"sms_code", "mobile_number"}) {
      entities
          .createNativeQuery("delete from " + table + " where payer_id = :payer")
          .setParameter("payer", payerId)
          .executeUpdate();
    }
  }

  Optional<MobileNumber> number(UUID payerId) {
    MobileRow row = entities.find(MobileRow.class, payerId);
    return row == null || row.number == null
        ? Optional.empty()
        : Optional.of(opened(payerId, NUMBER, row.number));
  }

  /** True if the number in use now was so then: what was sent to another counts no more. */
  boolean stoodAt(UUID payerId, Instant at) {
    return of(payerId).filter(mobile -> mobile.confirmedAt().isBefore(at)).isPresent();
  }

  /** Of the pages: whoever fills a code in by itself does so there only. */
  String host() {
    return host;
  }

  /** The payer's row under a lock, made if there is none. */
  private MobileRow locked(UUID payerId) {
    MobileRow row = entities.find(MobileRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      row = new MobileRow();
      row.payerId = payerId;
      entities.persist(row);
    }
    return row;
  }

  private MobileNumber opened(UUID payerId, String purpose, byte[] sealed) {
    return MobileNumber.stored(
        new String(payers.open(payerId, purpose, sealed), StandardCharsets.US_ASCII));
  }

  private static byte[] bytes(MobileNumber mobile) {
    return mobile.text().getBytes(StandardCharsets.US_ASCII);
  }

  private void record(AuditAction action, UUID payerId) {
    audit.record(AuditEvent.done(Payers.actor(payerId), action, TypeId.of(IdKind.PAYER, payerId)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
