package org.cardnym.vault.payer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The operator's lock on a person. It is neither the payer's own freeze, which its payer lifts and
 * which stays as it is beneath, nor a door that failed tries have locked, which opens by itself.
 */
@ApplicationScoped
public class PayerLocks {
  private final Payers payers;
  private final Audit audit;
  private final Clock clock;

  PayerLocks(Payers payers, Audit audit, Clock clock) {
    this.payers = payers;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Locks a payer; false if an operator has locked them before, whose lock stays as it is. One whom
   * a bank has moved in, and who has not chosen proofs yet, begins with that anew afterwards. The
   * caller keeps out whoever is proving meanwhile, and ends the payer's sessions.
   *
   * @param actor who locks, as the trail names them
   * @throws Refusal {@link ErrorCode#NOT_FOUND}, for the decoy too; {@link ErrorCode#CONFLICT} for
   *     one who has not finished registering, or has left
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean lock(UUID payerId, String actor, String reason) {
    PayerRow row = lockable(payerId);
    if (row.state == PayerState.LOCKED) {
      return false;
    }
    if (row.state == PayerState.IMPORTED) {
      row.contactConfirmedAt = null;
    }
    row.state = PayerState.LOCKED;
    row.lockedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    row.lockedBy = actor;
    row.lockReason = reason;
    record(AuditAction.PAYER_LOCKED, payerId, actor, reason);
    return true;
  }

  /**
   * Takes {@link #lock} back; false if nothing was locked.
   *
   * @throws Refusal as {@link #lock}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean unlock(UUID payerId, String actor, String reason) {
    PayerRow row = lockable(payerId);
    if (row.state != PayerState.LOCKED) {
      return false;
    }
    // Nobody was ever active without a confirmed contact.
    row.state = row.contactConfirmedAt == null ? PayerState.IMPORTED : PayerState.ACTIVE;
    row.unlock();
    record(AuditAction.PAYER_UNLOCKED, payerId, actor, reason);
    return true;
  }

  /**
   * The lock on a payer, if there is one.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}
   */
  @Transactional
  public Optional<PayerLock> of(UUID payerId) {
    PayerRow row = payers.row(payerId);
    return Optional.ofNullable(row.lockedAt)
        .map(at ->
            new PayerLock(
                at, Objects.requireNonNull(row.lockedBy), Objects.requireNonNull(row.lockReason)));
  }

  private PayerRow lockable(UUID payerId) {
    PayerRow row = payers.locked(payerId);
    return switch (row.state) {
      case ACTIVE, LOCKED, IMPORTED -> row;
      case DECOY -> throw new Refusal(ErrorCode.NOT_FOUND);
      case PENDING, LEAVING, ERASED -> throw new Refusal(ErrorCode.CONFLICT);
    };
  }

  private void record(AuditAction action, UUID payerId, String actor, String reason) {
    audit.record(
        AuditEvent.done(actor, action, TypeId.of(IdKind.PAYER, payerId))
            .with(Map.of("reason", reason)));
  }
}
