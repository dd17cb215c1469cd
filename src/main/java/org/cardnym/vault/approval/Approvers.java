package org.cardnym.vault.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
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
import org.cardnym.vault.passkey.KeptPasskey;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Who may sign. Becoming one takes two powers that no one should have together: a line that the
 * root key's custodian wrote on the vault's own host, and an account at the identity provider.
 */
@ApplicationScoped
public class Approvers {
  private final EntityManager entities;
  private final Invitations invitations;
  private final Tickets tickets;
  private final Audit audit;
  private final Clock clock;

  Approvers(
      EntityManager entities, Invitations invitations, Tickets tickets, Audit audit, Clock clock) {
    this.entities = entities;
    this.invitations = invitations;
    this.tickets = tickets;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The page on which an invited person makes their passkey.
   *
   * @throws Refusal {@link ErrorCode#INVITATION_WRONG}, also for one that was used; {@link
   *     ErrorCode#EXISTS} for one who may sign already; as {@link Person#requireFresh}
   */
  @Transactional
  public PageLink enrol(Person person, String code) {
    person.requireFresh(clock.instant());
    String invitation =
        invitations.of(person, code).orElseThrow(() -> new Refusal(ErrorCode.INVITATION_WRONG));
    if (of(person).isPresent()) {
      throw new Refusal(ErrorCode.EXISTS);
    }
    requireUnused(person.issuer(), person.subject(), invitation);
    return tickets.forEnrolment(person, invitation);
  }

  /** Those who may sign, oldest first. */
  @Transactional
  public List<Approver> list() {
    return rows().stream().map(Approver::of).toList();
  }

  /**
   * Keeps the passkey of a new one, in the caller's transaction.
   *
   * @throws Refusal as {@link #enrol}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void add(TicketRow ticket, KeptPasskey passkey) {
    String invitation = ticket.invitation;
    if (invitation == null) {
      // From a replica of an older version; the person asks for another page.
      throw new Refusal(ErrorCode.INVITATION_WRONG);
    }
    requireUnused(ticket.issuer, ticket.subject, invitation);
    var row = new ApproverRow();
    row.enrolledAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    row.approverId = Uuids.next(row.enrolledAt);
    row.issuer = ticket.issuer;
    row.subject = ticket.subject;
    row.actor = ticket.actor;
    row.invitation = invitation;
    row.keep(passkey);
    try {
      entities.persist(row);
      entities.flush();
    } catch (PersistenceException taken) {
      // The same person in another browser, or the same passkey: whoever came first has it.
      throw new Refusal(ErrorCode.EXISTS);
    }
    audit.record(
        AuditEvent.done(row.actor, AuditAction.APPROVER_ENROLLED, row.rowId())
            .with(Map.of("issuer", row.issuer)));
  }

  /** One who was removed does not come back by the code they had. */
  private void requireUnused(String issuer, String subject, String invitation) {
    // All rows of theirs, so that one which was written past the vault is seen.
    boolean used =
        entities
            .createQuery(
                "select a from ApproverRow a where a.issuer = :issuer and a.subject = :subject",
                ApproverRow.class)
            .setParameter("issuer", issuer)
            .setParameter("subject", subject)
            .getResultList()
            .stream()
            .anyMatch(row -> invitation.equals(row.invitation));
    if (used) {
      throw new Refusal(ErrorCode.INVITATION_WRONG);
    }
  }

  /**
   * Takes the right from one, in the caller's transaction.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#APPROVERS_TOO_FEW} where nothing
   *     could be signed any more
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void remove(UUID approverId, String by) {
    requireMore();
    ApproverRow row = locked(approverId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    row.removedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    audit.record(AuditEvent.done(by, AuditAction.APPROVER_REMOVED, row.rowId()));
  }

  /** Demands that enough are left if one goes; as {@link #remove}. */
  void requireMore() {
    if (rows().size() <= Approval.SIGNERS) {
      throw new Refusal(ErrorCode.APPROVERS_TOO_FEW);
    }
  }

  /**
   * Lets nobody else sign, enrol or be removed until the caller's transaction ends; to be called
   * before anything is read.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void alone() {
    entities.createNativeQuery("lock table approver in share row exclusive mode").executeUpdate();
  }

  /** The one that this person is, while they may sign. */
  Optional<ApproverRow> of(Person person) {
    return entities
        .createQuery(
            "select a from ApproverRow a where a.issuer = :issuer and a.subject = :subject and"
                + " a.removedAt is null",
            ApproverRow.class)
        .setParameter("issuer", person.issuer())
        .setParameter("subject", person.subject())
        .getResultStream()
        .findFirst();
  }

  /** One who may sign, locked. */
  Optional<ApproverRow> locked(UUID approverId) {
    return Optional.ofNullable(Locked.fresh(entities, ApproverRow.class, approverId))
        .filter(ApproverRow::may);
  }

  /** One who may sign. */
  Optional<ApproverRow> find(UUID approverId) {
    return Optional.ofNullable(entities.find(ApproverRow.class, approverId))
        .filter(ApproverRow::may);
  }

  private List<ApproverRow> rows() {
    return entities
        .createQuery(
            "select a from ApproverRow a where a.removedAt is null order by a.approverId",
            ApproverRow.class)
        .getResultList();
  }

  /** When a row was used. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
