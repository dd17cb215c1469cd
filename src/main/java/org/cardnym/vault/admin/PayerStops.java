package org.cardnym.vault.admin;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.notice.InWords;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.payer.PayerLocks;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.LockedDoor;
import org.cardnym.vault.proof.LockedDoors;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.session.PageSessions;

/**
 * Stops a person, and lets them on again. What their proofs have set going before the lock goes on
 * to its one outcome; proofs that are used after it do not hold.
 */
@ApplicationScoped
class PayerStops {
  private final Payers payers;
  private final PayerLocks locks;
  private final Proofs proofs;
  private final LockedDoors doors;
  private final PageSessions sessions;
  private final Notices notices;
  private final Limits limits;
  private final Subjects subjects;
  private final Audit audit;
  private final Clock clock;

  PayerStops(
      Payers payers,
      PayerLocks locks,
      Proofs proofs,
      LockedDoors doors,
      PageSessions sessions,
      Notices notices,
      Limits limits,
      Subjects subjects,
      Audit audit,
      Clock clock) {
    this.payers = payers;
    this.locks = locks;
    this.proofs = proofs;
    this.doors = doors;
    this.sessions = sessions;
    this.notices = notices;
    this.limits = limits;
    this.subjects = subjects;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Locks a payer and ends their sessions; false if they were locked.
   *
   * @throws org.cardnym.vault.refusal.Refusal as {@link PayerLocks#lock}
   */
  boolean lock(String actor, UUID payerId, String reason) {
    boolean tell = payers.get(payerId).state() == PayerState.ACTIVE && mayTell(payerId);
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          // First: a proof that is being used right now is waited for, and then the lock holds.
          proofs.bar(payerId);
          boolean changed = locks.lock(payerId, actor, reason);
          if (changed) {
            sessions.endAll(payerId);
            tell(tell, payerId, NoticeKind.ACCOUNT_LOCKED);
          }
          return changed;
        });
  }

  /**
   * What unlocking changed.
   *
   * @param unlocked false if no operator had locked the payer
   * @param opened the doors that failed tries had locked
   */
  record Unlocked(boolean unlocked, List<LockedDoor> opened) {
    boolean changed() {
      return unlocked || !opened.isEmpty();
    }
  }

  /**
   * Lifts the operator's lock and, if wanted, opens the doors that failed tries have locked.
   *
   * @throws org.cardnym.vault.refusal.Refusal as {@link PayerLocks#lock}
   */
  Unlocked unlock(String actor, UUID payerId, String reason, boolean openDoors) {
    List<LockedDoor> locked = openDoors ? doors.of(payerId) : List.of();
    boolean changes = payers.get(payerId).state() == PayerState.LOCKED || !locked.isEmpty();
    boolean tell = changes && mayTell(payerId);
    Unlocked done =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              var unlocked = new Unlocked(locks.unlock(payerId, actor, reason), locked);
              if (!locked.isEmpty()) {
                audit.record(opened(actor, payerId, reason, locked));
              }
              boolean active = payers.get(payerId).state() == PayerState.ACTIVE;
              tell(tell && active && unlocked.changed(), payerId, NoticeKind.ACCOUNT_UNLOCKED);
              return unlocked;
            });
    if (!locked.isEmpty()) {
      // Each counter by itself, once the trail has it: one that stays locked is opened by the next.
      doors.open(payerId);
    }
    return done;
  }

  private boolean mayTell(UUID payerId) {
    return limits.tryNow(Limit.OPERATOR_NOTICES_PER_PAYER, subjects.payer(payerId));
  }

  private void tell(boolean tell, UUID payerId, NoticeKind kind) {
    if (tell) {
      String at = InWords.time(clock.instant(), payers.get(payerId).zone());
      notices.queue(payerId, kind, Map.of("at", at));
    }
  }

  private static AuditEvent opened(
      String actor, UUID payerId, String reason, List<LockedDoor> locked) {
    String names = locked.stream().map(LockedDoor::name).collect(Collectors.joining(" "));
    return AuditEvent.done(actor, AuditAction.DOORS_OPENED, TypeId.of(IdKind.PAYER, payerId))
        .with(Map.of("doors", names, "reason", reason));
  }
}
