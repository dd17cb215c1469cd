package org.cardnym.vault.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Requests for changes that two people must sign. */
@ApplicationScoped
public class Approvals {
  /** How long two people have. */
  public static final Duration LIFE = Duration.ofDays(1);

  private static final UUID LAST = new UUID(-1, -1);

  private final EntityManager entities;
  private final Acts acts;
  private final Approvers approvers;
  private final Tickets tickets;
  private final Audit audit;
  private final Clock clock;

  Approvals(
      EntityManager entities,
      Acts acts,
      Approvers approvers,
      Tickets tickets,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.acts = acts;
    this.approvers = approvers;
    this.tickets = tickets;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Asks for a change; it waits until two people have signed.
   *
   * @param asked members as the act knows them; no secret, no card
   * @param reason checked by the caller
   * @throws Refusal whatever the act refuses
   */
  public Approval ask(Act act, ObjectNode asked, Person requester, String reason) {
    if (act.rehearsed()) {
      rehearse(act, asked, requester);
    }
    return QuarkusTransaction.requiringNew().call(() -> asked(act, asked, requester, reason));
  }

  /** Makes the change and takes it back. */
  private void rehearse(Act act, ObjectNode asked, Person requester) {
    QuarkusTransaction.begin();
    try {
      act.plan(asked);
      entities.clear();
      act.run(asked, requester.actor());
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private Approval asked(Act act, ObjectNode asked, Person requester, String reason) {
    Plan plan = act.plan(asked);
    var row = new ApprovalRow();
    row.requestedAt = now();
    row.approvalId = Uuids.next(row.requestedAt);
    row.kind = act.kind();
    row.subject = plan.subject();
    row.asked = asked.toString();
    row.standing = plan.standing();
    row.reason = reason;
    row.requestedBy = requester.actor();
    row.expiresAt = row.requestedAt.plus(LIFE);
    entities.persist(row);
    audit.record(
        AuditEvent.done(requester.actor(), AuditAction.APPROVAL_ASKED, row.rowId())
            .with(Map.of("kind", row.kind, "subject", row.subject, "reason", reason)));
    return view(row);
  }

  /** Newest first; each is then shown by itself, so that one that does not check hides no other. */
  @Transactional
  public List<UUID> list(@Nullable ApprovalState state, @Nullable UUID before, int limit) {
    String which = state == null ? "" : " and state = :state";
    Query ids =
        entities
            .createNativeQuery(
                "select approval_id from approval where approval_id < :before"
                    + which
                    + " order by approval_id desc",
                UUID.class)
            .setParameter("before", before == null ? LAST : before)
            .setMaxResults(limit);
    if (state != null) {
      ids.setParameter("state", state.name());
    }
    return ids.getResultList().stream().map(UUID.class::cast).toList();
  }

  /** The newest request of this kind about this subject that waits for people. */
  @Transactional
  public Optional<Approval> waiting(String kind, String subject) {
    return entities
        .createQuery(
            "select a from ApprovalRow a where a.state = :waiting and a.expiresAt > :now and a.kind ="
                + " :kind and a.subject = :subject order by a.approvalId desc",
            ApprovalRow.class)
        .setParameter("waiting", ApprovalState.WAITING)
        .setParameter("now", now())
        .setParameter("kind", kind)
        .setParameter("subject", subject)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(this::view);
  }

  @Transactional
  public Optional<Approval> find(UUID id) {
    return Optional.ofNullable(entities.find(ApprovalRow.class, id)).map(this::view);
  }

  /**
   * What a request would change, as it stands now, in words.
   *
   * @throws Refusal whatever the act refuses by now
   */
  @Transactional
  public Plan plan(UUID id) {
    ApprovalRow row = entities.find(ApprovalRow.class, id);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return acts.of(row.kind).plan(Asked.read(row.asked));
  }

  /**
   * The page on which this person signs the request.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#APPROVAL_ENDED}, {@link
   *     ErrorCode#APPROVER_UNKNOWN} for one who is not enrolled, {@link ErrorCode#ALREADY_SIGNED};
   *     as {@link Person#requireFresh}
   */
  @Transactional
  public PageLink sign(UUID id, Person person) {
    person.requireFresh(clock.instant());
    ApproverRow approver =
        approvers.of(person).orElseThrow(() -> new Refusal(ErrorCode.APPROVER_UNKNOWN));
    requireWaiting(id, LockModeType.NONE);
    if (entities.find(SignatureRow.class, new SignatureRow.Key(id, approver.approverId)) != null) {
      throw new Refusal(ErrorCode.ALREADY_SIGNED);
    }
    return tickets.forSignature(person, id, approver.approverId);
  }

  /**
   * Ends a request: any operator may, also who asked.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#APPROVAL_ENDED}
   */
  @Transactional
  public Approval reject(UUID id, Person person, String reason) {
    ApprovalRow row = requireWaiting(id, LockModeType.PESSIMISTIC_WRITE);
    end(row, ApprovalState.REJECTED, person.actor());
    audit.record(
        AuditEvent.refused(person.actor(), AuditAction.APPROVAL_ENDED, row.rowId())
            .with(Map.of("kind", row.kind, "reason", reason)));
    return view(row);
  }

  /** Up to {@code most} that seem to be over, after this one; each is looked at when it ends. */
  @Transactional
  List<UUID> due(UUID after, int most) {
    return entities
        .createQuery(
            "select a.approvalId from ApprovalRow a where a.state = :waiting and a.expiresAt <= :now"
                + " and a.approvalId > :after order by a.approvalId",
            UUID.class)
        .setParameter("waiting", ApprovalState.WAITING)
        .setParameter("now", now())
        .setParameter("after", after)
        .setMaxResults(most)
        .getResultList();
  }

  /** Ends one whose time is over. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void expire(UUID id) {
    ApprovalRow row = Locked.fresh(entities, ApprovalRow.class, id);
    if (row == null || row.state != ApprovalState.WAITING || row.expiresAt.isAfter(now())) {
      return;
    }
    end(row, ApprovalState.EXPIRED, null);
    audit.record(
        AuditEvent.refused("vault", AuditAction.APPROVAL_ENDED, row.rowId())
            .with(Map.of("kind", row.kind, "reason", "expired")));
  }

  /**
   * One that can still be signed.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#APPROVAL_ENDED}
   */
  ApprovalRow requireWaiting(UUID id, LockModeType lock) {
    ApprovalRow row = lock == LockModeType.NONE ? entities.find(ApprovalRow.class, id) : locked(id);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    if (row.state != ApprovalState.WAITING || !row.expiresAt.isAfter(clock.instant())) {
      throw new Refusal(ErrorCode.APPROVAL_ENDED);
    }
    return row;
  }

  /** One under its lock, whatever became of it. */
  ApprovalRow locked(UUID id) {
    ApprovalRow row = Locked.fresh(entities, ApprovalRow.class, id);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  void end(ApprovalRow row, ApprovalState state, @Nullable String because) {
    row.state = state;
    row.endedAt = now();
    row.because = because;
  }

  Approval view(ApprovalRow row) {
    return new Approval(
        row.approvalId,
        row.kind,
        row.subject,
        row.reason,
        row.requestedBy,
        row.requestedAt,
        row.expiresAt,
        row.state,
        signatures(row.approvalId).stream().map(signature -> signature.actor).toList(),
        row.endedAt,
        row.because);
  }

  List<SignatureRow> signatures(UUID id) {
    return entities
        .createQuery(
            "select s from SignatureRow s where s.approvalId = :id order by s.signedAt",
            SignatureRow.class)
        .setParameter("id", id)
        .getResultList();
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
