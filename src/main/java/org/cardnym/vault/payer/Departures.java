package org.cardnym.vault.payer;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.alias.AliasText;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * How a payer leaves, in two steps: all but the contact goes at once, the contact and the data key
 * once the last mail is on its way. What stays is an identifier, so that payments and the trail
 * still make sense.
 */
@ApplicationScoped
public class Departures {
  private static final int BATCH = 100;

  private final EntityManager entities;
  private final Payers payers;
  private final PayerKeys keys;
  private final Aliases aliases;
  private final Clock clock;
  private final List<PayerLeaving> rooms;

  Departures(
      EntityManager entities,
      Payers payers,
      PayerKeys keys,
      Aliases aliases,
      Clock clock,
      @All List<PayerLeaving> rooms) {
    this.entities = entities;
    this.payers = payers;
    this.keys = keys;
    this.aliases = aliases;
    this.clock = clock;
    this.rooms = rooms;
  }

  /**
   * Closes an account, in the caller's transaction: proofs, cards and their data keys are gone, the
   * name is a tombstone. The caller has asked for a proof, and queues the last mail after this.
   *
   * @throws Refusal {@link ErrorCode#STEP_OUT_OF_ORDER} unless the payer is active
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void begin(UUID payerId) {
    PayerRow row = payers.active(payerId);
    String name = payers.aliasTyped(payerId).orElseThrow();
    rooms.forEach(room -> room.leaving(payerId));
    aliases.release(payerId, AliasText.prepare(name));
    row.state = PayerState.LEAVING;
    row.aliasSealed = null;
    row.frozenAt = null;
    row.changedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    payers.record(AuditAction.PAYER_LEFT, payerId);
  }

  /** Some of those who have left and are not erased yet. */
  @Transactional
  public List<UUID> unfinished() {
    return entities
        .createQuery("select p.payerId from PayerRow p where p.state = :leaving", UUID.class)
        .setParameter("leaving", PayerState.LEAVING)
        .setMaxResults(BATCH)
        .getResultList();
  }

  /**
   * Erases one who has left: the contact, and the data key, without which nothing of theirs can be
   * opened. Does nothing for anybody else.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void finish(UUID payerId) {
    PayerRow row = payers.locked(payerId);
    if (row.state != PayerState.LEAVING) {
      return;
    }
    row.state = PayerState.ERASED;
    row.contactSealed = null;
    row.contactConfirmedAt = null;
    row.changedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    keys.remove(payerId);
    payers.record(AuditAction.PAYER_ERASED, payerId);
  }
}
