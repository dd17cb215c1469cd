package org.cardnym.vault.recovery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
 * Makes and judges recovery codes. Tries are counted by the caller, before it asks; a code recovers
 * an account and is never a proof for a payment.
 */
@ApplicationScoped
public class RecoveryCodes implements DecoyProof, PayerLeaving {
  /** Codes on a sheet. */
  public static final int COUNT = 10;

  private static final String PURPOSE = "recovery-codes";

  private final EntityManager entities;
  private final Payers payers;
  private final Audit audit;
  private final Clock clock;

  RecoveryCodes(EntityManager entities, Payers payers, Audit audit, Clock clock) {
    this.entities = entities;
    this.payers = payers;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a payer has of codes.
   *
   * @param left how many were not used
   */
  public record Kept(int left, Instant madeAt) {}

  /**
   * A code that was found, not yet used.
   *
   * @param sheet when its sheet was made: a new sheet ends those before
   */
  public record Match(int place, Instant sheet) {}

  /**
   * Makes a new sheet, in the caller's transaction; all codes before it end. Writes the audit
   * entry.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public RecoverySheet make(UUID payerId) {
    List<String> codes = Stream.generate(RecoveryCode::fresh).limit(COUNT).toList();
    keep(payerId, codes);
    record(AuditAction.RECOVERY_CODES_MADE, payerId);
    return new RecoverySheet(codes);
  }

  /** What the payer has; empty if no codes were ever made. */
  @Transactional
  public Optional<Kept> kept(UUID payerId) {
    return Optional.ofNullable(entities.find(RecoverySheetRow.class, payerId))
        .map(row -> new Kept(COUNT - Integer.bitCount(row.used), row.madeAt));
  }

  /**
   * Which of the payer's codes this is, or empty if it is wrong or used; marks nothing. The same
   * work for a payer without codes.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code ROW_REFUSED}
   */
  public Optional<Match> judge(UUID payerId, String typed) {
    byte[] given = RecoveryCode.hash(typed);
    return QuarkusTransaction.joiningExisting()
        .call(() -> match(payerId, entities.find(RecoverySheetRow.class, payerId), given));
  }

  /**
   * Marks a code as used, in the caller's transaction; false if it was used already, or its sheet
   * has ended. Writes the audit entry.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean mark(UUID payerId, Match match) {
    RecoverySheetRow row = entities.find(RecoverySheetRow.class, payerId);
    if (row == null
        || !reread(row)
        || !row.madeAt.equals(match.sheet())
        || row.isUsed(match.place())) {
      return false;
    }
    row.used |= 1 << match.place();
    record(AuditAction.RECOVERY_CODE_USED, payerId);
    return true;
  }

  @Override
  public void prepare(UUID decoy) {
    if (entities.find(RecoverySheetRow.class, decoy) == null) {
      keep(decoy, Stream.generate(RecoveryCode::fresh).limit(COUNT).toList());
    }
  }

  @Override
  public void leaving(UUID payerId) {
    entities
        .createNativeQuery("delete from recovery_sheet where payer_id = :payer")
        .setParameter("payer", payerId)
        .executeUpdate();
  }

  /** Compares with all, whichever it is. */
  private Optional<Match> match(UUID payerId, @Nullable RecoverySheetRow row, byte[] given) {
    // Without a sheet too the payer's key is read and used.
    byte[] sealed = row == null ? payers.seal(payerId, PURPOSE, nobodys()) : row.sealed;
    byte[] hashes = payers.open(payerId, PURPOSE, sealed);
    int found = -1;
    for (int place = 0; place < COUNT; place++) {
      int at = place * RecoveryCode.HASH_SIZE;
      byte[] hash = Arrays.copyOfRange(hashes, at, at + RecoveryCode.HASH_SIZE);
      if (MessageDigest.isEqual(hash, given)) {
        found = place;
      }
    }
    return row == null || found < 0 || row.isUsed(found)
        ? Optional.empty()
        : Optional.of(new Match(found, row.madeAt));
  }

  private void keep(UUID payerId, List<String> codes) {
    byte[] hashes = new byte[COUNT * RecoveryCode.HASH_SIZE];
    for (int place = 0; place < COUNT; place++) {
      byte[] hash = RecoveryCode.hash(codes.get(place));
      System.arraycopy(hash, 0, hashes, place * RecoveryCode.HASH_SIZE, hash.length);
    }
    RecoverySheetRow row =
        entities.find(RecoverySheetRow.class, payerId, LockModeType.PESSIMISTIC_WRITE);
    boolean first = row == null;
    if (row == null) {
      row = new RecoverySheetRow();
      row.payerId = payerId;
    }
    row.sealed = payers.seal(payerId, PURPOSE, hashes);
    row.used = 0;
    row.madeAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (first) {
      entities.persist(row);
    }
  }

  /** What was read before may be old by now. False if its payer left meanwhile. */
  private boolean reread(RecoverySheetRow row) {
    try {
      entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
      return true;
    } catch (EntityNotFoundException gone) {
      return false;
    }
  }

  private void record(AuditAction action, UUID payerId) {
    audit.record(AuditEvent.done(Payers.actor(payerId), action, TypeId.of(IdKind.PAYER, payerId)));
  }

  private static byte[] nobodys() {
    byte[] hashes = new byte[COUNT * RecoveryCode.HASH_SIZE];
    for (int place = 0; place < COUNT; place++) {
      System.arraycopy(
          RecoveryCode.nobodys(),
          0,
          hashes,
          place * RecoveryCode.HASH_SIZE,
          RecoveryCode.HASH_SIZE);
    }
    return hashes;
  }
}
