package org.cardnym.vault.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators can do and see of it. */
@ApplicationScoped
public class Reconciliations {
  private final Runs runs;
  private final RunQueue queue;
  private final Reconciler reconciler;
  private final Differences differences;
  private final Clock clock;

  Reconciliations(
      Runs runs, RunQueue queue, Reconciler reconciler, Differences differences, Clock clock) {
    this.runs = runs;
    this.queue = queue;
    this.reconciler = reconciler;
    this.differences = differences;
    this.clock = clock;
  }

  /**
   * Begins a run and comes back at once; it goes on by itself. One of this bank that waits after a
   * failure is in the way, and asks again at once.
   *
   * @param from null for the beginning of yesterday, UTC
   * @param until null for a day after {@code from}
   * @throws org.cardnym.vault.refusal.Refusal as {@link Runs#begin}
   */
  public RunView begin(String actor, UUID bankId, @Nullable Instant from, @Nullable Instant until) {
    LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    Instant first = from == null ? yesterday.atStartOfDay(ZoneOffset.UTC).toInstant() : from;
    Instant end = until == null ? first.plus(java.time.Duration.ofDays(1)) : until;
    queue.hurry(bankId);
    RunView run = runs.begin(actor, bankId, first, end);
    var unused = reconciler.start(run.id());
    return run;
  }

  /**
   * Begins a run of a recovery over a time that the restored books may lack, and comes back at
   * once; does nothing while another run of this bank is under way.
   */
  public void recover(UUID bankId, Instant from, Instant until) {
    queue.hurry(bankId);
    if (!runs.under(bankId)) {
      RunView run = runs.recover(bankId, from, until);
      var unused = reconciler.start(run.id());
    }
  }

  /**
   * From when on the bank's books have not been compared by runs that began since; empty once all
   * of the time was.
   */
  public Optional<Instant> comparedUpTo(
      UUID bankId, Instant from, Instant until, Instant begunSince) {
    return Coverage.upTo(runs.finished(bankId, begunSince), from, until);
  }

  /** Why the run that is under way was not answered, if it waits for its bank. */
  public Optional<String> waitsFor(UUID bankId) {
    return runs.page(bankId, null, 1).stream()
        .filter(run -> run.state() != RunState.FINISHED && run.reason() != null)
        .map(RunView::reason)
        .findFirst();
  }

  /**
   * How many open differences of this time are about money that one side counts and not the other.
   */
  public long unexplained(UUID bankId, Instant from, Instant until) {
    return differences.unexplained(bankId, from, until);
  }

  public List<RunView> runs(UUID bankId, @Nullable UUID before, int limit) {
    return runs.page(bankId, before, limit);
  }

  public Optional<RunView> run(UUID bankId, UUID runId) {
    return runs.find(bankId, runId);
  }

  /** Newest first; see {@link DifferenceView}. */
  public List<DifferenceView> differences(
      UUID bankId, boolean openOnly, @Nullable UUID before, int limit) {
    return differences.page(bankId, openOnly, before, limit);
  }

  /**
   * Says that one open difference, or all of a bank, are explained; returns how many were open.
   *
   * @param reason plain text, for the audit trail
   * @throws org.cardnym.vault.refusal.Refusal NOT_FOUND
   */
  public int settle(String actor, UUID bankId, @Nullable UUID only, String reason) {
    return differences.settle(actor, bankId, only, reason);
  }
}
