package org.cardnym.vault.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  private final Books books;
  private final Audit audit;
  private final Clock clock;

  Differences(EntityManager entities, Banks banks, Books books, Audit audit, Clock clock) {
    this.entities = entities;
    this.banks = banks;
    this.books = books;
    this.audit = audit;
    this.clock = clock;
  }

  /** Notes what a record of the bank differs in. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void found(
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
    keep(row);
  }

  /** Notes that the bank's books do not hold this. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void missing(RunRow run, Booked booked, Instant closedAt, Instant now) {
    DifferenceRow row = row(run, booked.messageId(), DifferenceCode.UNKNOWN_AT_BANK, now);
    row.messageId = booked.messageId();
    row.kind = booked.kind();
    row.payment = booked.payment();
    row.at = closedAt;
    row.vault(booked);
    keep(row);
  }

  /** Settles what this run, which has looked at everything of its time, has not seen again. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void settleGone(RunRow run, Instant now) {
    entities
        .createQuery(
            "select d from DifferenceRow d where d.bankId = :bank and d.state = :open and d.at >="
                + " :from and d.at < :until and d.seenBy <> :run",
            DifferenceRow.class)
        .setParameter("bank", run.bankId)
        .setParameter("open", DifferenceState.OPEN)
        .setParameter("from", run.fromTime)
        .setParameter("until", run.untilTime)
        .setParameter("run", run.runId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .forEach(row -> row.settle(now, VAULT, "gone"));
  }

  /** Settles what the bank has acknowledged to be undone. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void settleUndone() {
    Instant now = DatabaseTime.now(entities);
    entities
        .createQuery(
            "select d from DifferenceRow d where d.state = :open and d.code = :reversed order by"
                + " d.differenceId",
            DifferenceRow.class)
        .setParameter("open", DifferenceState.OPEN)
        .setParameter("reversed", DifferenceCode.REVERSED_HERE)
        .setMaxResults(BATCH)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .stream()
        .filter(row -> books.undone(row.bankId, row.messageId))
        .forEach(row -> row.settle(now, VAULT, "reversed"));
  }

  /**
   * Says that differences are explained.
   *
   * @param only one of them, or null for all of the bank that are open, a thousand at most
   * @param reason plain text, for the audit trail
   * @return how many were open
   * @throws Refusal NOT_FOUND
   */
  @Transactional
  public int settle(String actor, UUID bankId, @Nullable UUID only, String reason) {
    requireBank(bankId);
    List<DifferenceRow> open = only == null ? open(bankId) : List.of(locked(bankId, only));
    Instant now = DatabaseTime.now(entities);
    List<DifferenceRow> settled =
        open.stream().filter(row -> row.state == DifferenceState.OPEN).toList();
    for (DifferenceRow row : settled) {
      row.settle(now, actor, reason);
      audit.record(
          AuditEvent.done(actor, AuditAction.DIFFERENCES_SETTLED, row.rowId())
              .with(
                  Map.of(
                      "bank", TypeId.of(IdKind.BANK, bankId),
                      "message", TypeId.of(IdKind.MESSAGE, row.messageId),
                      "code", row.code.wire(),
                      "reason", reason)));
    }
    return settled.size();
  }

  /**
   * How many are open of this time, about money. That the bank declined, or reversed, what the
   * vault does not know moves none.
   */
  @Transactional
  public long unexplained(UUID bankId, Instant from, Instant until) {
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

  /** Up to {@code limit} differences of a bank before {@code before}, newest first. */
  @Transactional
  public List<DifferenceView> page(
      UUID bankId, boolean openOnly, @Nullable UUID before, int limit) {
    requireBank(bankId);
    return entities
        .createQuery(
            "select d from DifferenceRow d where d.bankId = :bank and d.differenceId < :before and"
                + " (:all = true or d.state = :open) order by d.differenceId desc",
            DifferenceRow.class)
        .setParameter("bank", bankId)
        .setParameter("before", before == null ? new UUID(-1, -1) : before)
        .setParameter("all", !openOnly)
        .setParameter("open", DifferenceState.OPEN)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(DifferenceRow::view)
        .toList();
  }

  private DifferenceRow row(RunRow run, UUID messageId, DifferenceCode code, Instant now) {
    DifferenceRow held =
        entities
            .createQuery(
                "select d from DifferenceRow d where d.bankId = :bank and d.messageId = :message"
                    + " and d.code = :code",
                DifferenceRow.class)
            .setParameter("bank", run.bankId)
            .setParameter("message", messageId)
            .setParameter("code", code)
            .getResultStream()
            .findFirst()
            .orElse(null);
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

  private void keep(DifferenceRow row) {
    if (!entities.contains(row)) {
      entities.persist(row);
    }
  }

  private List<DifferenceRow> open(UUID bankId) {
    return entities
        .createQuery(
            "select d from DifferenceRow d where d.bankId = :bank and d.state = :open order by"
                + " d.differenceId",
            DifferenceRow.class)
        .setParameter("bank", bankId)
        .setParameter("open", DifferenceState.OPEN)
        .setMaxResults(BATCH)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  private DifferenceRow locked(UUID bankId, UUID differenceId) {
    DifferenceRow row =
        entities.find(DifferenceRow.class, differenceId, LockModeType.PESSIMISTIC_WRITE);
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
