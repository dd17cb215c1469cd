package org.cardnym.vault.payer;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * How a payer leaves, in two steps: all but the contact goes at once, the contact and the data key
 * once the last mail is on its way. What stays is an identifier, so that payments and the trail
 * still make sense.
 */
@ApplicationScoped
public class Departures {
  private final EntityManager entities;
  private final Payers payers;
  private final PayerKeys keys;
  private final Aliases aliases;
  private final Audit audit;
  private final Clock clock;
  private final List<PayerLeaving> rooms;
  private final List<LastTraces> traces;

  Departures(
      EntityManager entities,
      Payers payers,
      PayerKeys keys,
      Aliases aliases,
      Audit audit,
      Clock clock,
      @All List<PayerLeaving> rooms,
      @All List<LastTraces> traces) {
    this.entities = entities;
    this.payers = payers;
    this.keys = keys;
    this.aliases = aliases;
    this.audit = audit;
    this.clock = clock;
    this.rooms = rooms;
    this.traces = traces;
  }

  /**
   * Closes an account, in the caller's transaction: proofs, cards and their data keys are gone, the
   * name is a tombstone. The caller has asked for a proof, and queues the last mail after this.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER} unless the payer is active
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void begin(UUID payerId) {
    leave(payers.active(payerId));
    payers.record(AuditAction.PAYER_LEFT, payerId);
  }

  /**
   * Closes an account as {@link #begin} does, also a locked one, because others than its owner have
   * decided it.
   *
   * @param by who decided, as the trail names them
   * @param facts for the trail; nothing of the person
   * @throws Refusal as {@link #requireErasable}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void begin(UUID payerId, String by, Map<String, String> facts) {
    PayerRow row = payers.locked(payerId);
    requireErasable(row.state);
    leave(row);
    audit.record(
        AuditEvent.done(by, AuditAction.PAYER_LEFT, TypeId.of(IdKind.PAYER, payerId)).with(facts));
  }

  /**
   * Refuses whoever can't be erased.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}, for the decoy too; {@link ErrorCode#CONFLICT} with
   *     the {@code state} of one who has not finished registering, or has left
   */
  public static void requireErasable(PayerState state) {
    switch (state) {
      case ACTIVE, LOCKED, IMPORTED -> {}
      case DECOY -> throw new Refusal(ErrorCode.NOT_FOUND);
      case PENDING, LEAVING, ERASED ->
          throw new Refusal(ErrorCode.CONFLICT, Map.of("state", state.wire()));
    }
  }

  private void leave(PayerRow row) {
    String name = payers.aliasTyped(row.payerId).orElseThrow();
    rooms.forEach(room -> room.leaving(row.payerId));
    aliases.release(row.payerId, AliasText.prepare(name));
    row.state = PayerState.LEAVING;
    row.aliasSealed = null;
    row.frozenAt = null;
    row.loosensFrom = null;
    row.unlock();
    row.changedAt = now();
  }

  /** When somebody left, or, later, was erased; empty for one who has not left. */
  @Transactional
  public Optional<Instant> leftAt(UUID payerId) {
    PayerRow row = payers.row(payerId);
    boolean gone = row.state == PayerState.LEAVING || row.state == PayerState.ERASED;
    return gone ? Optional.of(row.changedAt) : Optional.empty();
  }

  /** Up to {@code most} of those who have left and are not erased yet, after this one. */
  @Transactional
  public List<UUID> unfinished(UUID after, int most) {
    return entities
        .createQuery(
            "select p.payerId from PayerRow p where p.state = :leaving and p.payerId > :after"
                + " order by p.payerId",
            UUID.class)
        .setParameter("leaving", PayerState.LEAVING)
        .setParameter("after", after)
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * Takes out what rows that stay tell of one who has left; call it without a transaction, before
   * {@link #finish}. May be called again.
   */
  public void clear(UUID payerId) {
    traces.forEach(room -> room.erase(payerId));
  }

  /**
   * Erases one who has left: the contact, and the data key, without which nothing of theirs can be
   * opened; and what somebody was writing while they left. Does nothing for anybody else.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void finish(UUID payerId) {
    PayerRow row = payers.locked(payerId);
    if (row.state != PayerState.LEAVING) {
      return;
    }
    rooms.forEach(room -> room.leaving(payerId));
    row.state = PayerState.ERASED;
    row.contactSealed = null;
    row.contactConfirmedAt = null;
    row.zone = ZoneOffset.UTC.getId();
    row.changedAt = now();
    keys.remove(payerId);
    audit.record(
        AuditEvent.done("vault", AuditAction.PAYER_ERASED, TypeId.of(IdKind.PAYER, payerId)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
