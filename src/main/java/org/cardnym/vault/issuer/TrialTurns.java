package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** One trial at a time for each bank, on whichever replica; each leaves an entry in the trail. */
@ApplicationScoped
class TrialTurns {
  private final EntityManager entities;
  private final Audit audit;

  TrialTurns(EntityManager entities, Audit audit) {
    this.entities = entities;
    this.audit = audit;
  }

  /**
   * Takes the turn.
   *
   * @param longest after that it is over, whatever became of whoever took it
   * @throws Refusal NOT_FOUND, CONFLICT while another trial of this bank is under way
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void take(UUID bankId, Duration longest) {
    if (entities.find(BankRow.class, bankId) == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    int taken =
        entities
            .createNativeQuery(
                "insert into bank_trial (bank_id, over_at) values (:bank, clock_timestamp() +"
                    + " make_interval(secs => :longest)) on conflict (bank_id) do update set over_at"
                    + " = excluded.over_at where bank_trial.over_at <= clock_timestamp()")
            .setParameter("bank", bankId)
            .setParameter("longest", (double) longest.toSeconds())
            .executeUpdate();
    if (taken == 0) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
  }

  /** Gives the turn back, and says in the trail what came of it. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void done(String actor, Trial trial) {
    release(trial.bankId());
    String failed =
        trial.findings().stream()
            .filter(finding -> finding.state() == TrialFinding.State.FAILED)
            .map(finding -> finding.check().wire() + ":" + finding.reason())
            .collect(Collectors.joining(","));
    String subject = TypeId.of(IdKind.BANK, trial.bankId());
    audit.record(
        AuditEvent.done(actor, AuditAction.BANK_TESTED, subject)
            .with(Map.of("held", Boolean.toString(trial.held()), "failed", failed)));
  }

  /** Gives the turn back; nothing came of it. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void broken(String actor, UUID bankId) {
    release(bankId);
    audit.record(
        AuditEvent.done(actor, AuditAction.BANK_TESTED, TypeId.of(IdKind.BANK, bankId))
            .with(Map.of("held", "false", "failed", "broken")));
  }

  private void release(UUID bankId) {
    entities
        .createNativeQuery("delete from bank_trial where bank_id = :bank")
        .setParameter("bank", bankId)
        .executeUpdate();
  }
}
