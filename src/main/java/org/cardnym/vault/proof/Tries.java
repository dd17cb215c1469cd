package org.cardnym.vault.proof;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.limit.Attempt;
import org.cardnym.vault.limit.Counter;
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
   * @param mayBeJudged false if a door has had its tries
   * @param last true if a door locks unless this try succeeds
   */
  record Counted(boolean mayBeJudged, boolean last) {}

  /**
   * Counts one try for the address. One that has had its tries locks nobody's doors and costs no
   * hash; the answer depends on no name.
   *
   * @throws org.cardnym.vault.refusal.Refusal {@code TOO_MANY_REQUESTS}
   */
  void admit(String address) {
    limits.require(Limit.PROOFS_PER_ADDRESS, subjects.address(address));
  }

  /** Counts one try at every door, each whatever the others say. */
  Counted count(Way<?> way, Doors doors, ProofTry proofs) {
    boolean mayBeJudged = true;
    boolean last = false;
    for (Attempt attempt : limits.attempts(counters(way, doors, proofs))) {
      mayBeJudged &= attempt.mayBeJudged();
      last |= attempt == Attempt.LAST;
    }
    return new Counted(mayBeJudged, last);
  }

  /** Opens the doors again, after proofs that held. */
  void forget(Way<?> way, Doors doors, ProofTry proofs) {
    limits.reset(counters(way, doors, proofs));
  }

  private List<Counter> counters(Way<?> way, Doors doors, ProofTry proofs) {
    Subject subject = doors.subject(subjects, proofs);
    return way.doors().stream().map(door -> new Counter(doors.limit(door), subject)).toList();
  }

  /**
   * Records a try that failed, and tells the payer where it locked the doors.
   *
   * @param candidate the payer whom the name stands for, the decoy where that is nobody: its
   *     notices are dropped
   */
  void failed(
      Way<?> way, Doors doors, ProofTry proofs, Counted counted, UUID candidate, String subject) {
    boolean tell =
        counted.last()
            && limits.tryNow(Limit.LOCK_NOTICES_PER_NAME, doors.subject(subjects, proofs));
    QuarkusTransaction.requiringNew()
        .run(() -> record(way, proofs, counted.mayBeJudged(), candidate, subject, tell));
  }

  private void record(
      Way<?> way, ProofTry proofs, boolean judged, UUID candidate, String subject, boolean tell) {
    UUID named = proofs.named();
    String actor = named == null ? proofs.actor() : Payers.actor(named);
    AuditAction action = judged ? AuditAction.PROOF_FAILED : AuditAction.PROOF_LOCKED;
    String doors = way.doors().stream().map(ProofDoor::name).collect(Collectors.joining(" "));
    audit.record(AuditEvent.refused(actor, action, subject).with(Map.of("doors", doors)));
    if (tell) {
      String minutes = Long.toString(way.doors().getFirst().strangers().lockOrWindow().toMinutes());
      notices.queue(candidate, NoticeKind.LOCKED, Map.of("proof", way.words(), "minutes", minutes));
    }
  }
}
