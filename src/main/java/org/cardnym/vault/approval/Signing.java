package org.cardnym.vault.approval;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.passkey.KeptPasskey;
import org.cardnym.vault.passkey.KeptPasskeys;
import org.cardnym.vault.passkey.KeptRequest;
import org.cardnym.vault.passkey.NewPasskey;
import org.cardnym.vault.passkey.PasskeyCreation;
import org.cardnym.vault.passkey.SignedPasskey;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What happens on the page that a ticket opens: a person's passkey is made, or signs a change; the
 * second signature makes the change.
 */
@ApplicationScoped
class Signing {
  /** Said of the page or of who signs: nothing is to be made yet, or no more. */
  private static final Set<ErrorCode> NOT_MADE =
      Set.of(
          ErrorCode.NOT_FOUND,
          ErrorCode.APPROVAL_ENDED,
          ErrorCode.ALREADY_SIGNED,
          ErrorCode.APPROVER_UNKNOWN,
          ErrorCode.PASSKEY_REFUSED);

  /** In the way for a while: whoever signs tries again. */
  private static final Set<ErrorCode> PASSES =
      Set.of(
          ErrorCode.PAYMENTS_OPEN,
          ErrorCode.KEY_NOT_PROVEN,
          ErrorCode.KEY_CLOSED,
          ErrorCode.KEYS_STALE,
          ErrorCode.SEALED,
          ErrorCode.AUDIT_BEHIND,
          ErrorCode.UNAVAILABLE,
          ErrorCode.TOO_MANY_REQUESTS);

  private final EntityManager entities;
  private final Tickets tickets;
  private final Approvals approvals;
  private final Approvers approvers;
  private final Acts acts;
  private final KeptPasskeys passkeys;
  private final Audit audit;

  Signing(
      EntityManager entities,
      Tickets tickets,
      Approvals approvals,
      Approvers approvers,
      Acts acts,
      KeptPasskeys passkeys,
      Audit audit) {
    this.entities = entities;
    this.tickets = tickets;
    this.approvals = approvals;
    this.approvers = approvers;
    this.acts = acts;
    this.passkeys = passkeys;
    this.audit = audit;
  }

  /** What the page shows: a change, or, without one, an enrolment. */
  record Shown(String actor, @Nullable Approval approval, @Nullable Plan plan) {}

  /** What an authenticator is to sign, and under which passkey. */
  private record Wanted(ApprovalRow change, KeptPasskey passkey) {}

  /**
   * What this ticket's page shows.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} for no good ticket; as {@link Approvals#plan}
   */
  @Transactional
  Shown shown(String secret) {
    TicketRow ticket = tickets.open(secret, false);
    if (ticket.approvalId == null) {
      return new Shown(ticket.actor, null, null);
    }
    ApprovalRow row = approvals.requireWaiting(ticket.approvalId, LockModeType.NONE);
    return new Shown(ticket.actor, approvals.view(row), approvals.plan(row.approvalId));
  }

  @Transactional
  PasskeyCreation beginEnrolment(String secret) {
    TicketRow ticket = enrolment(secret, false);
    return passkeys.begin(ticket.enrolment(), ticket.actor);
  }

  /**
   * Keeps the passkey that a new approver has made.
   *
   * @throws Refusal {@link ErrorCode#PASSKEY_REFUSED}, {@link ErrorCode#EXISTS}
   */
  void enrol(String secret, NewPasskey given) {
    byte[] digest =
        QuarkusTransaction.requiringNew().call(() -> enrolment(secret, false).enrolment());
    KeptPasskey made = passkeys.made(digest, given);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          TicketRow ticket = enrolment(secret, true);
          ticket.usedAt = approvers.now();
          approvers.add(ticket, made);
        });
  }

  @Transactional
  KeptRequest beginSignature(String secret) {
    Wanted wanted = wanted(tickets.open(secret, false));
    return passkeys.ask(wanted.change().digest(), wanted.passkey());
  }

  /**
   * Takes a signature; the last one that was missing makes the change in the same transaction. A
   * change that can't be made any more ends its request.
   *
   * @throws Refusal {@link ErrorCode#PASSKEY_REFUSED} for whatever is wrong with the signature;
   *     {@link ErrorCode#CHANGED_MEANWHILE}; whatever the act refuses
   */
  Approval sign(String secret, SignedPasskey given) {
    Wanted wanted =
        QuarkusTransaction.requiringNew().call(() -> wanted(tickets.open(secret, false)));
    KeptPasskey used =
        passkeys
            .judge(wanted.passkey(), wanted.change().digest(), given)
            .orElseThrow(() -> refused(secret));
    try {
      return QuarkusTransaction.requiringNew().call(() -> signed(secret, given, used));
    } catch (Refusal refusal) {
      QuarkusTransaction.requiringNew().run(() -> refuse(secret, refusal));
      throw refusal;
    }
  }

  private Approval signed(String secret, SignedPasskey given, KeptPasskey used) {
    approvers.alone();
    TicketRow ticket = tickets.open(secret, true);
    ApprovalRow row = approvals.requireWaiting(approval(ticket), LockModeType.PESSIMISTIC_WRITE);
    ApproverRow approver = approver(ticket);
    if (used.signCount() != 0 && used.signCount() <= approver.signCount) {
      throw new Refusal(ErrorCode.PASSKEY_REFUSED);
    }
    ticket.usedAt = approvers.now();
    approver.keep(used);
    approver.usedAt = ticket.usedAt;
    keep(row, approver, given);
    List<SignatureRow> signatures = approvals.signatures(row.approvalId);
    return approvals.view(signatures.size() < Approval.SIGNERS ? row : made(row, signatures));
  }

  private void keep(ApprovalRow row, ApproverRow approver, SignedPasskey given) {
    var key = new SignatureRow.Key(row.approvalId, approver.approverId);
    if (entities.find(SignatureRow.class, key) != null) {
      throw new Refusal(ErrorCode.ALREADY_SIGNED);
    }
    var signature = new SignatureRow();
    signature.approvalId = row.approvalId;
    signature.approverId = approver.approverId;
    signature.actor = approver.actor;
    signature.clientData = given.clientData();
    signature.authenticatorData = given.authenticatorData();
    signature.signature = given.signature();
    signature.signedAt = approvers.now();
    entities.persist(signature);
    entities.flush();
    audit.record(
        AuditEvent.done(approver.actor, AuditAction.APPROVAL_SIGNED, row.rowId())
            .with(Map.of("kind", row.kind, "subject", row.subject)));
  }

  /** Once, as the row is locked: if those who signed still may, and nothing else has changed. */
  private ApprovalRow made(ApprovalRow row, List<SignatureRow> signatures) {
    if (!signatures.stream().allMatch(each -> approvers.find(each.approverId).isPresent())) {
      throw new Refusal(ErrorCode.CHANGED_MEANWHILE);
    }
    Act act = acts.of(row.kind);
    if (!act.plan(Asked.read(row.asked)).standing().equals(row.standing)) {
      throw new Refusal(ErrorCode.CHANGED_MEANWHILE);
    }
    String by = String.join(" ", signatures.stream().map(each -> each.actor).toList());
    // What the plan has read may be old by now: whatever runs reads it again, under its locks.
    entities.flush();
    entities.clear();
    act.run(Asked.read(row.asked), by);
    ApprovalRow done = approvals.locked(row.approvalId);
    approvals.end(done, ApprovalState.DONE, null);
    audit.record(
        AuditEvent.done("vault", AuditAction.APPROVAL_ENDED, row.rowId())
            .with(Map.of("kind", row.kind, "subject", row.subject, "signedBy", by)));
    return done;
  }

  /**
   * A request that two have signed and that can't be made is not tried again, unless what is in its
   * way passes by itself.
   */
  private void refuse(String secret, Refusal refusal) {
    ErrorCode code = refusal.code();
    if (NOT_MADE.contains(code) || passes(refusal)) {
      return;
    }
    TicketRow ticket = tickets.open(secret, true);
    ApprovalRow row = approvals.requireWaiting(approval(ticket), LockModeType.PESSIMISTIC_WRITE);
    ticket.usedAt = approvers.now();
    approvals.end(row, ApprovalState.REFUSED, code.wire());
    audit.record(
        AuditEvent.refused(ticket.actor, AuditAction.APPROVAL_ENDED, row.rowId())
            .with(Map.of("kind", row.kind, "subject", row.subject, "reason", code.wire())));
  }

  /** What is only {@code missing} yet comes without another request. */
  private static boolean passes(Refusal refusal) {
    return PASSES.contains(refusal.code())
        || (refusal.code() == ErrorCode.CONFLICT && refusal.facts().containsKey("missing"));
  }

  private Refusal refused(String secret) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          TicketRow ticket = tickets.open(secret, false);
          audit.record(
              AuditEvent.refused(
                  ticket.actor,
                  AuditAction.APPROVAL_SIGNED,
                  approvals.requireWaiting(approval(ticket), LockModeType.NONE).rowId()));
        });
    return new Refusal(ErrorCode.PASSKEY_REFUSED);
  }

  private Wanted wanted(TicketRow ticket) {
    ApprovalRow row = approvals.requireWaiting(approval(ticket), LockModeType.NONE);
    ApproverRow approver =
        approvers
            .find(Objects.requireNonNull(ticket.approverId))
            .orElseThrow(() -> new Refusal(ErrorCode.APPROVER_UNKNOWN));
    return new Wanted(row, approver.passkey());
  }

  private ApproverRow approver(TicketRow ticket) {
    return approvers
        .locked(Objects.requireNonNull(ticket.approverId))
        .orElseThrow(() -> new Refusal(ErrorCode.APPROVER_UNKNOWN));
  }

  private TicketRow enrolment(String secret, boolean lock) {
    TicketRow ticket = tickets.open(secret, lock);
    if (ticket.approvalId != null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return ticket;
  }

  private static UUID approval(TicketRow ticket) {
    if (ticket.approvalId == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return ticket.approvalId;
  }
}
