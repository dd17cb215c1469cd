package org.cardnym.vault.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.Booked;
import org.cardnym.vault.issuer.Books;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * In what the vault's books and a bank's differ: each message and code once, however often it is
 * found, open until it is gone, undone, or explained.
 */
@ApplicationScoped
class Differences {
  private static final int BATCH = 1_000;
  private static final String VAULT = "vault";

  private final EntityManager entities;
  private final Banks banks;
  private final Audit audit;
  private final Clock clock;

  Differences(EntityManager entities, Banks banks, Audit audit, Clock clock) {
    this.entities = entities;
    this.banks = banks;
    this.audit = audit;
    this.clock = clock;
  }

  /** Notes what a record of the bank differs in; false if a person has explained that. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean found(
      RunRow run,
      DifferenceCode code,
      BankRecord record,
      @Nullable Booked booked,
      @Nullable UUID reversal,
      Instant now) {
    DifferenceRow row = row(run, record.messageId(), code, now);
    row.bank(record);
    if (booked != null) {
      row.vault(booked);
    }
    if (reversal != null) {
      row.reversalId = reversal;
    }
    return kept(row);
  }

  /** Notes that the bank's books do not hold this; false if a person has explained that. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean missing(RunRow run, Booked booked, Instant closedAt, Instant now) {
    DifferenceRow row = row(run, booked.messageId(), DifferenceCode.UNKNOWN_AT_BANK, now);
    row.messageId = booked.messageId();
    row.kind = booked.kind();
    row.payment = booked.payment();
    row.at = closedAt;
    row.vault(booked);
    return kept(row);
  }

  /** Notes that the bank's books do not hold this, of which the vault's own row is refused. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean unreadable(RunRow run, Books.Closed closed, Instant now) {
    DifferenceRow row = row(run, closed.messageId(), DifferenceCode.ROW_REFUSED, now);
    row.unchecked(closed);
    return kept(row);
  }

  /**
   * Says that differences are explained, each in a transaction of its own.
   *
   * @param only one of them, or null for all of the bank that are open, a thousand at most, without
   *     those that are refused
   * @param reason plain text, for the audit trail
   * @return how many were open
   * @throws Refusal NOT_FOUND
   */
  public int settle(String actor, UUID bankId, @Nullable UUID only, String reason) {
    requireBank(bankId);
    return only == null
        ? settleAll(actor, bankId, reason)
        : explain(actor, bankId, only, reason) ? 1 : 0;
  }

  private int settleAll(String actor, UUID bankId, String reason) {
    int settled = 0;
    for (UUID id : QuarkusTransaction.requiringNew().call(() -> open(bankId))) {
      try {
        settled += explain(actor, bankId, id, reason) ? 1 : 0;
      } catch (Refusal refused) {
        Singly.requireRow(refused);
      }
    }
    return settled;
  }

  private boolean explain(String actor, UUID bankId, UUID differenceId, String reason) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          DifferenceRow row = locked(bankId, differenceId);
          if (row.state != DifferenceState.OPEN) {
            return false;
          }
          row.settle(DatabaseTime.now(entities), actor, reason);
          audit.record(
              AuditEvent.done(actor, AuditAction.DIFFERENCES_SETTLED, row.rowId())
                  .with(
                      Map.of(
                          "bank", TypeId.of(IdKind.BANK, bankId),
                          "message", TypeId.of(IdKind.MESSAGE, row.messageId),
                          "code", row.code.wire(),
                          "reason", reason)));
          return true;
        });
  }

  /**
   * How many are open of this time, about money. That the bank declined, or reversed, what the
   * vault does not know moves none. Where one is refused, nobody knows what it was about, and all
   * that are open count.
   */
  public long unexplained(UUID bankId, Instant from, Instant until) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> aboutMoney(bankId, from, until));
    } catch (Refusal refused) {
      Singly.requireRow(refused);
      return QuarkusTransaction.requiringNew().call(() -> open(bankId, from, until));
    }
  }

  private long aboutMoney(UUID bankId, Instant from, Instant until) {
    return entities
        .createQuery(
            "select d from DifferenceRow d where d.bankId = :bank and d.state = :open and d.at >="
                + " :from and d.at < :until",
            DifferenceRow.class)
        .setParameter("bank", bankId)
        .setParameter("open", DifferenceState.OPEN)
        .setParameter("from", from)
        .setParameter("until", until)
        .getResultStream()
        .filter(row ->
            row.code != DifferenceCode.UNKNOWN_AT_VAULT || "approved".equals(row.bankDecision))
        .count();
  }

  private long open(UUID bankId, Instant from, Instant until) {
    return entities
        .createQuery(
            "select count(d) from DifferenceRow d where d.bankId = :bank and d.state = :open and"
                + " d.at >= :from and d.at < :until",
            Long.class)
        .setParameter("bank", bankId)
        .setParameter("open", DifferenceState.OPEN)
        .setParameter("from", from)
        .setParameter("until", until)
        .getSingleResult();
  }

  /** Up to {@code limit} differences of a bank before {@code before}, newest first. */
  @Transactional
  public List<UUID> list(UUID bankId, boolean openOnly, @Nullable UUID before, int limit) {
    requireBank(bankId);
    return entities
        .createQuery(
            "select d.differenceId from DifferenceRow d where d.bankId = :bank and d.differenceId <"
                + " :before and (:all = true or d.state = :open) order by d.differenceId desc",
            UUID.class)
        .setParameter("bank", bankId)
        .setParameter("before", before == null ? new UUID(-1, -1) : before)
        .setParameter("all", !openOnly)
        .setParameter("open", DifferenceState.OPEN)
        .setMaxResults(limit)
        .getResultList();
  }

  @Transactional
  public Optional<DifferenceView> find(UUID differenceId) {
    return Optional.ofNullable(entities.find(DifferenceRow.class, differenceId))
        .map(DifferenceRow::view);
  }

  private DifferenceRow row(RunRow run, UUID messageId, DifferenceCode code, Instant now) {
    DifferenceRow held = held(run.bankId, messageId, code);
    if (held != null) {
      held.seenBy = run.runId;
      // What the vault settled because it was gone is open again; what a person explained stays.
      if (VAULT.equals(held.settledBy)) {
        held.state = DifferenceState.OPEN;
        held.settledAt = null;
        held.settledBy = null;
        held.settledWhy = null;
      }
      return held;
    }
    var row = new DifferenceRow();
    row.differenceId = Uuids.next(clock.instant());
    row.bankId = run.bankId;
    row.code = code;
    row.foundBy = run.runId;
    row.seenBy = run.runId;
    row.foundAt = now;
    return row;
  }

  /** Locked, as a person may settle it while a run finds it again. */
  private @Nullable DifferenceRow held(UUID bankId, UUID messageId, DifferenceCode code) {
    List<UUID> ids =
        entities
            .createQuery(
                "select d.differenceId from DifferenceRow d where d.bankId = :bank and d.messageId"
                    + " = :message and d.code = :code",
                UUID.class)
            .setParameter("bank", bankId)
            .setParameter("message", messageId)
            .setParameter("code", code)
            .getResultList();
    return ids.isEmpty() ? null : Locked.fresh(entities, DifferenceRow.class, ids.getFirst());
  }

  private boolean kept(DifferenceRow row) {
    if (!entities.contains(row)) {
      entities.persist(row);
    }
    return row.state == DifferenceState.OPEN;
  }

  private List<UUID> open(UUID bankId) {
    return entities
        .createQuery(
            "select d.differenceId from DifferenceRow d where d.bankId = :bank and d.state = :open"
                + " order by d.differenceId",
            UUID.class)
        .setParameter("bank", bankId)
        .setParameter("open", DifferenceState.OPEN)
        .setMaxResults(BATCH)
        .getResultList();
  }

  private DifferenceRow locked(UUID bankId, UUID differenceId) {
    DifferenceRow row = Locked.fresh(entities, DifferenceRow.class, differenceId);
    if (row == null || !row.bankId.equals(bankId)) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  private void requireBank(UUID bankId) {
    if (banks.find(bankId).isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }
}
