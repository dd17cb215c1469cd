package org.cardnym.vault.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.limit.Attempt;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subject;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.payer.Payers;

/**
 * Counts tries before they are judged, and keeps account of those that failed: the same for every
 * name, held or not.
 */
@ApplicationScoped
class Tries {
  private final Limits limits;
  private final Subjects subjects;
  private final Notices notices;
  private final Audit audit;

  Tries(Limits limits, Subjects subjects, Notices notices, Audit audit) {
    this.limits = limits;
    this.subjects = subjects;
    this.notices = notices;
    this.audit = audit;
  }

  /**
   * What counting said.
   *
   * @param mayBeJudged false if a door or the address has had its tries
   * @param last true if a door locks unless this try succeeds
   */
  record Counted(boolean mayBeJudged, boolean last) {}

  /** Counts one try at every door and for the address; each is counted whatever the others say. */
  Counted count(Doors doors, ProofTry proofs) {
    boolean mayBeJudged =
        limits.tryNow(Limit.PROOFS_PER_ADDRESS, subjects.address(proofs.address()));
    boolean last = false;
    Subject subject = doors.subject(subjects, proofs);
    for (Limit door : doors.limits()) {
      Attempt attempt = limits.attempt(door, subject);
      mayBeJudged &= attempt.mayBeJudged();
      last |= attempt == Attempt.LAST;
    }
    return new Counted(mayBeJudged, last);
  }

  /** Opens the doors again, after proofs that held. */
  void forget(Doors doors, ProofTry proofs) {
    Subject subject = doors.subject(subjects, proofs);
    doors.limits().forEach(door -> limits.reset(door, subject));
  }

  /**
   * Records a try that failed, and tells the payer where it locked the doors.
   *
   * @param candidate the payer whom the name stands for, the decoy where that is nobody: its
   *     notices are dropped
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void failed(ProofTry proofs, Counted counted, UUID candidate, String subject) {
    UUID named = proofs.named();
    String actor = named == null ? "name:" + proofs.name() : Payers.actor(named);
    AuditAction action =
        counted.mayBeJudged() ? AuditAction.PROOF_FAILED : AuditAction.PROOF_LOCKED;
    audit.record(AuditEvent.refused(actor, action, subject).with(Map.of("doors", "password otp")));
    if (counted.last()) {
      String minutes = Long.toString(Limit.PASSWORD_STRANGERS.lockOrWindow().toMinutes());
      notices.queue(
          candidate, NoticeKind.LOCKED, Map.of("proof", "password and code", "minutes", minutes));
    }
  }
}
