package org.cardnym.vault.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.Booked;
import org.cardnym.vault.issuer.Books;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.LostRefund;
import org.cardnym.vault.issuer.RefundsKept;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.standing.Recoveries;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries a run from step to step, each in one transaction under the lock of its row: what it has
 * counted, found and undone, and the place where it goes on, move together. A step that another
 * replica has taken meanwhile changes nothing.
 */
@ApplicationScoped
class Steps {
  private static final Logger LOG = Logger.getLogger(Steps.class);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 6;
  private static final Duration GIVE_UP = Duration.ofDays(1);
  private static final int BATCH = 500;

  /** More are counted and not listed: a bank whose books are empty differs in every message. */
  static final int MOST_LISTED = 1_000;

  private static final int MOST_PAGES = 200_000;

  private final EntityManager entities;
  private final Books books;
  private final RunQueue queue;
  private final Differences differences;
  private final ReconciliationSettings settings;
  private final Audit audit;
  private final RefundsKept refunds;
  private final Recoveries recoveries;

  Steps(
      EntityManager entities,
      Books books,
      RunQueue queue,
      Differences differences,
      ReconciliationSettings settings,
      Audit audit,
      RefundsKept refunds,
      Recoveries recoveries) {
    this.entities = entities;
    this.books = books;
    this.queue = queue;
    this.differences = differences;
    this.settings = settings;
    this.audit = audit;
    this.refunds = refunds;
    this.recoveries = recoveries;
  }

  /** What is to be done next. */
  sealed interface Next {
    record AskBank(UUID bankId, Instant from, Instant until, @Nullable String cursor)
        implements Next {}

    record LookHere() implements Next {}

    record Nothing() implements Next {}
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Next next(UUID runId) {
    RunRow run = entities.find(RunRow.class, runId);
    if (run == null || run.state != RunState.RUNNING) {
      return new Next.Nothing();
    }
    return run.walked
        ? new Next.LookHere()
        : new Next.AskBank(run.bankId, run.askedFrom, run.untilTime.plus(Runs.SKEW), run.cursor);
  }

  /**
   * Takes a page that the bank answered to this cursor.
   *
   * @param passed whose records are listed only
   * @throws RowRefused where a row of another one is refused, and nothing was taken
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void took(UUID runId, @Nullable String cursor, RecordsPage page, Passed passed) {
    RunRow run = locked(runId);
    if (run.state != RunState.RUNNING || run.walked || !Objects.equals(run.cursor, cursor)) {
      return;
    }
    Instant now = DatabaseTime.now(entities);
    List<UUID> messages = page.records().stream().map(BankRecord::messageId).toList();
    Set<UUID> fresh = queue.see(runId, messages);
    Known known = known(run.bankId, messages, passed);
    for (BankRecord record : page.records()) {
      boolean ofTime =
          !record.time().isBefore(run.fromTime) && record.time().isBefore(run.untilTime);
      if (fresh.remove(record.messageId()) && ofTime) {
        RowRefused.at(record.messageId(), () -> judge(run, record, known, passed, now));
      }
    }
    run.pages++;
    run.cursor = page.next();
    run.walked = page.next() == null;
    run.failures = 0;
    run.reason = null;
    run.due = now.plusSeconds(RunQueue.LEASE_SECONDS);
    if (run.pages >= MOST_PAGES && !run.walked) {
      fail(run, "endless", now);
    }
  }

  /** What the vault's books say of a message. */
  private interface Known {
    @Nullable Booked of(UUID messageId);
  }

  /** All is read at once, until one of them was refused. */
  private Known known(UUID bankId, List<UUID> messages, Passed passed) {
    var booked = new HashMap<UUID, Booked>();
    if (passed.singly()) {
      return message -> books.of(bankId, List.of(message)).get(message);
    }
    RowRefused.at(null, () -> booked.putAll(books.of(bankId, messages)));
    return booked::get;
  }

  private void judge(RunRow run, BankRecord record, Known known, Passed passed, Instant now) {
    run.records++;
    if (passed.has(record.messageId())) {
      differs(run, DifferenceCode.ROW_REFUSED, record, null, now);
    } else {
      compare(run, record, known.of(record.messageId()), now);
    }
  }

  private void compare(RunRow run, BankRecord record, @Nullable Booked booked, Instant now) {
    switch (Comparison.of(record, booked)) {
      case Comparison.Finding.Agreed agreed -> run.agreed++;
      case Comparison.Finding.Settling settling -> run.settling++;
      case Comparison.Finding.Differs differs -> {
        if (booked == null && isTaken(run, record)) {
          run.agreed++;
        } else {
          differs(run, differs.code(), record, booked, now);
        }
      }
      case Comparison.Finding.Undo undo -> {
        if (mayUndo(run, record, now) && !books.counted(record.messageId(), record.payment())) {
          undo(run, record, booked, now);
        } else {
          differs(run, undo.otherwise(), record, booked, now);
        }
      }
    }
  }

  /**
   * A refund that only the bank's books hold, and that a restore may have lost, is taken over, as
   * the money was given back; also after the recovery, and whoever asked for the run.
   */
  private boolean isTaken(RunRow run, BankRecord record) {
    return record.kind() == Kind.REFUND
        && record.approved()
        && mayBeLost(run, record)
        && refunds.adopt(
            new LostRefund(
                run.bankId,
                record.messageId(),
                record.payment(),
                record.value(),
                record.currency(),
                record.time()));
  }

  /** Made in such a time, or decided in it: the bank may have heard of it a little later. */
  private boolean mayBeLost(RunRow run, BankRecord record) {
    return run.askedBy.equals(RunRow.RECOVERY)
        || recoveries.lost(record.time())
        || recoveries.lost(Uuids.at(record.messageId()));
  }

  /** Bounded, and never what may just now be under way: whatever else says otherwise. */
  private boolean mayUndo(RunRow run, BankRecord record, Instant now) {
    Duration margin = run.askedBy.equals(RunRow.RECOVERY) ? Duration.ZERO : settings.margin();
    return run.reversed < settings.mostReversals()
        && run.differing < MOST_LISTED
        && !record.time().isAfter(now.minus(margin));
  }

  private void undo(RunRow run, BankRecord record, @Nullable Booked booked, Instant now) {
    UUID reversal =
        books.undo(
            run.bankId, record.messageId(), record.payment(), record.value(), record.currency());
    run.reversed++;
    run.differing++;
    differences.found(run, DifferenceCode.REVERSED_HERE, record, booked, reversal, now);
    LOG.errorf(
        "reconciliation_reversed message=%s bank=%s",
        TypeId.of(IdKind.MESSAGE, record.messageId()), TypeId.of(IdKind.BANK, run.bankId));
  }

  private void differs(
      RunRow run, DifferenceCode code, BankRecord record, @Nullable Booked booked, Instant now) {
    if (run.differing >= MOST_LISTED) {
      run.differing++;
    } else {
      count(run, differences.found(run, code, record, booked, null, now));
    }
  }

  /** What a person has explained takes no place on the list: a later run gets to what is beyond. */
  private static void count(RunRow run, boolean open) {
    run.differing += open ? 1 : 0;
    run.agreed += open ? 0 : 1;
  }

  /**
   * Looks in the vault's own books for what the bank's do not hold, some at a time.
   *
   * @param passed what is listed only
   * @return the run, once there is nothing more to look at
   * @throws RowRefused as {@link #took}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<RunView> lookedHere(UUID runId, Passed passed) {
    RunRow run = locked(runId);
    if (run.state != RunState.RUNNING || !run.walked) {
      return Optional.empty();
    }
    Instant now = DatabaseTime.now(entities);
    List<Books.Closed> closed =
        books.decided(run.bankId, run.placeAt, run.placeId, run.untilTime, BATCH);
    Set<UUID> seen = queue.seen(runId, closed.stream().map(Books.Closed::messageId).toList());
    List<Books.Closed> missing =
        closed.stream().filter(each -> !seen.contains(each.messageId())).toList();
    Known known = known(run.bankId, missing.stream().map(Books.Closed::messageId).toList(), passed);
    missing.forEach(
        each -> RowRefused.at(each.messageId(), () -> missing(run, each, known, passed, now)));
    run.due = now.plusSeconds(RunQueue.LEASE_SECONDS);
    if (!closed.isEmpty()) {
      run.placeAt = closed.getLast().at();
      run.placeId = closed.getLast().messageId();
    }
    return closed.size() < BATCH ? Optional.of(run.view()) : Optional.empty();
  }

  /** False for what took longer than a run looks back: the bank was not asked about that time. */
  private static boolean wasAskedFor(RunRow run, Booked booked) {
    return !booked.ofRecord() && booked.intendedAt().isAfter(run.askedFrom);
  }

  private void missing(RunRow run, Books.Closed closed, Known known, Passed passed, Instant now) {
    boolean refused = passed.has(closed.messageId());
    Booked booked = refused ? null : known.of(closed.messageId());
    if (!refused && (booked == null || !wasAskedFor(run, booked))) {
      return;
    }
    if (run.differing >= MOST_LISTED) {
      run.differing++;
    } else {
      count(
          run,
          booked == null
              ? differences.unreadable(run, closed, now)
              : differences.missing(run, booked, closed.at(), now));
    }
  }

  /** All of its time was compared, and what is gone settled. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void finished(UUID runId) {
    RunRow run = locked(runId);
    if (run.state == RunState.RUNNING && run.walked) {
      end(run, RunState.FINISHED, DatabaseTime.now(entities));
    }
  }

  /** A row is refused and can't even be listed: that is the end of it. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void refused(UUID runId) {
    RunRow run = locked(runId);
    if (run.state == RunState.RUNNING) {
      fail(run, ErrorCode.ROW_REFUSED.wire(), DatabaseTime.now(entities));
    }
  }

  /** The bank was asked and did not answer; after a day that is the end of it. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void unanswered(UUID runId, @Nullable String cursor, String reason) {
    RunRow run = locked(runId);
    if (run.state != RunState.RUNNING || run.walked || !Objects.equals(run.cursor, cursor)) {
      return;
    }
    Instant now = DatabaseTime.now(entities);
    run.failures++;
    run.reason = reason;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(run.failures - 1, MOST_DOUBLINGS));
    Duration longest = run.askedBy.equals(RunRow.RECOVERY) ? Pace.LONGEST : LONGEST_PAUSE;
    run.due = now.plus(pause.compareTo(longest) < 0 ? pause : longest);
    LOG.warnf(
        "reconciliation_unanswered row=%s bank=%s reason=%s attempt=%d",
        run.name(), TypeId.of(IdKind.BANK, run.bankId), reason, run.failures);
    if (now.isAfter(run.startedAt.plus(GIVE_UP))) {
      fail(run, reason, now);
    }
  }

  private void fail(RunRow run, String reason, Instant now) {
    run.reason = reason;
    end(run, RunState.FAILED, now);
  }

  private void end(RunRow run, RunState state, Instant now) {
    run.state = state;
    run.endedAt = now;
    run.due = null;
    String bank = TypeId.of(IdKind.BANK, run.bankId);
    LOG.infof(
        "reconciliation_ended row=%s bank=%s state=%s count=%d",
        run.name(), bank, state, run.differing);
    audit.record(
        AuditEvent.done(run.askedBy, AuditAction.BANK_RECONCILED, bank)
            .with(
                Map.of(
                    "run", run.name(),
                    "state", state.name(),
                    "records", Long.toString(run.records),
                    "settling", Long.toString(run.settling),
                    "differing", Long.toString(run.differing),
                    "reversed", Integer.toString(run.reversed))));
  }

  private RunRow locked(UUID runId) {
    RunRow run = entities.find(RunRow.class, runId, LockModeType.PESSIMISTIC_WRITE);
    if (run == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return run;
  }
}
