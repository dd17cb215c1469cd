package org.cardnym.vault.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
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
import org.cardnym.vault.id.Cursor;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.text.CodePoints;
import org.jspecify.annotations.Nullable;

/** The banks that cards can be enrolled with. */
@ApplicationScoped
public class Banks {
  private static final int MAX_NAME = 100;
  private static final int MAX_REASON = 200;

  /** A whole page, and one more that tells whether another page follows. */
  private static final int MAX_PAGE = Cursor.MAX_LIMIT + 1;

  private final EntityManager entities;
  private final Audit audit;
  private final Clock clock;
  private final Endpoints endpoints;
  private final TrustAnchors anchors;

  Banks(
      EntityManager entities, Audit audit, Clock clock, Endpoints endpoints, TrustAnchors anchors) {
    this.entities = entities;
    this.audit = audit;
    this.clock = clock;
    this.endpoints = endpoints;
    this.anchors = anchors;
  }

  /**
   * Adds a bank; it is active, but takes nothing before it has keys and a route.
   *
   * @param actor who asks, as the trail names persons and clients
   * @throws Refusal EXISTS, ENDPOINT_UNFIT, CERTIFICATE_UNFIT or MALFORMED
   */
  @Transactional
  public Bank add(
      String actor, String institutionId, String name, String endpoint, String trustPem) {
    if (!institutionId.matches("[a-z0-9-]{3,32}")) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", "institutionId"));
    }
    requireText(name, "name", MAX_NAME);
    var row = new BankRow();
    row.endpoint = endpoints.judged(endpoint).toString();
    row.trustPem = anchors.judged(trustPem);
    row.institutionId = institutionId;
    row.name = name;
    row.addedAt = now();
    row.stateSince = row.addedAt;
    row.bankId = Uuids.next(row.addedAt);
    requireNew(institutionId);
    entities.persist(row);
    entities.flush();
    audit.record(
        AuditEvent.done(actor, AuditAction.BANK_ADDED, row.rowId())
            .with(Map.of("institution", institutionId)));
    return row.bank();
  }

  /**
   * SHA-256 of each certificate, shortened to 16 hexadecimal digits, as the trail has them.
   *
   * @throws Refusal CERTIFICATE_UNFIT for what is none
   */
  public static String prints(String trustPem) {
    return TrustAnchors.prints(trustPem);
  }

  /**
   * All banks' identifiers, in order, for who looks at each by itself: one whose row is not the
   * vault's keeps no other waiting.
   */
  @Transactional
  public List<UUID> ids() {
    return entities
        .createNativeQuery("select bank_id from bank order by bank_id", UUID.class)
        .getResultList();
  }

  /** Up to so many of them after one. */
  @Transactional
  public List<UUID> ids(@Nullable UUID after, int limit) {
    return entities
        .createNativeQuery(
            "select bank_id from bank where bank_id > :after order by bank_id", UUID.class)
        .setParameter("after", after == null ? new UUID(0, 0) : after)
        .setMaxResults(Math.min(limit, MAX_PAGE))
        .getResultList();
  }

  @Transactional
  public Optional<Bank> find(UUID bankId) {
    return Optional.ofNullable(entities.find(BankRow.class, bankId)).map(BankRow::bank);
  }

  /** Stops new messages to the bank, and belief in its approvals; again changes nothing. */
  @Transactional
  public Bank suspend(String actor, UUID bankId, String reason) {
    return change(actor, bankId, Bank.State.SUSPENDED, reason);
  }

  /**
   * Stops new cards of the bank; those that are enrolled go on paying. Again changes nothing.
   *
   * @throws Refusal CONFLICT for a suspended bank: what only tightens must not let it sell again
   */
  @Transactional
  public Bank drain(String actor, UUID bankId, String reason) {
    return change(actor, bankId, Bank.State.DRAINING, reason);
  }

  /** Takes back that the bank drains or is suspended; again changes nothing. */
  @Transactional
  public Bank resume(String actor, UUID bankId, String reason) {
    return change(actor, bankId, Bank.State.ACTIVE, reason);
  }

  /**
   * Takes other anchors for the bank's server certificate, in place of all that were there; the
   * same again changes nothing. Connections under the old ones take no further message.
   *
   * @throws Refusal CERTIFICATE_UNFIT, NOT_FOUND
   */
  @Transactional
  public Bank trust(String actor, UUID bankId, String trustPem) {
    String judged = anchors.judged(trustPem);
    BankRow row = locked(bankId);
    if (!row.trustPem.equals(judged)) {
      row.trustPem = judged;
      audit.record(
          AuditEvent.done(actor, AuditAction.BANK_TRUST_CHANGED, row.rowId())
              .with(Map.of("anchors", TrustAnchors.prints(judged))));
    }
    return row.bank();
  }

  private Bank change(String actor, UUID bankId, Bank.State state, String reason) {
    requireText(reason, "reason", MAX_REASON);
    BankRow row = locked(bankId);
    if (row.state == Bank.State.SUSPENDED && state == Bank.State.DRAINING) {
      throw new Refusal(ErrorCode.CONFLICT, Map.of("state", "suspended"));
    }
    if (row.state != state) {
      row.state = state;
      row.stateReason = reason;
      row.stateSince = now();
      audit.record(
          AuditEvent.done(actor, AuditAction.BANK_CHANGED, row.rowId())
              .with(Map.of("state", state.name(), "reason", reason)));
    }
    return row.bank();
  }

  private BankRow locked(UUID bankId) {
    BankRow row = Locked.fresh(entities, BankRow.class, bankId);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void requireNew(String institutionId) {
    // Unlocked: two at once end at the unique index, as an error of the second.
    boolean taken =
        !entities
            .createQuery("select b.bankId from BankRow b where b.institutionId = :id", UUID.class)
            .setParameter("id", institutionId)
            .getResultList()
            .isEmpty();
    if (taken) {
      throw new Refusal(ErrorCode.EXISTS);
    }
  }

  private static void requireText(String text, String member, int most) {
    if (text.isBlank()
        || text.length() > most
        || !text.equals(text.strip())
        || !text.codePoints().allMatch(CodePoints::plain)) {
      throw new Refusal(ErrorCode.MALFORMED, Map.of("field", member));
    }
  }
}
