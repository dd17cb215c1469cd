package org.cardnym.vault.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
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
  private final ReconciliationSettings settings;
  private final Clock clock;

  Reconciliations(
      Runs runs,
      RunQueue queue,
      Reconciler reconciler,
      Differences differences,
      ReconciliationSettings settings,
      Clock clock) {
    this.runs = runs;
    this.queue = queue;
    this.reconciler = reconciler;
    this.differences = differences;
    this.settings = settings;
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
    Instant end = until == null ? first.plus(Duration.ofDays(1)) : until;
    queue.hurry(bankId);
    RunView run = runs.begin(actor, bankId, first, end);
    var unused = reconciler.start(run.id());
    return run;
  }

  /**
   * Begins a run of a recovery over a time that the restored books may lack, and comes back at
   * once; does nothing while another run of this bank is under way, or {@link Pace} has it rest.
   *
   * @param since when the recovery came so far
   * @param pause after a first run that has not compared all
   */
  public void recover(UUID bankId, Instant from, Instant until, Instant since, Duration pause) {
    if (!runs.under(bankId) && !rests(bankId, from, until, since, pause)) {
      RunView run = runs.recover(bankId, from, until);
      var unused = reconciler.start(run.id());
    }
  }

  private boolean rests(UUID bankId, Instant from, Instant until, Instant since, Duration pause) {
    List<RunView> before =
        runs.since(bankId, since).stream()
            .filter(run -> run.from().isBefore(until) && run.until().isAfter(from))
            .toList();
    return Pace.rests(before, settings.mostReversals(), pause, runs.time());
  }

  /**
   * From when on the bank's books have not been compared by runs that began since; empty once all
   * of the time was. A run that left something out has compared nothing.
   */
  public Optional<Instant> comparedUpTo(
      UUID bankId, Instant from, Instant until, Instant begunSince) {
    List<RunView> compared =
        runs.since(bankId, begunSince).stream()
            .filter(run -> Coverage.counts(run, settings.mostReversals()))
            .toList();
    return Coverage.upTo(compared, from, until);
  }

  /** What the newest run waits for, or why it was not enough, in a few words. */
  public Optional<String> waitsFor(UUID bankId) {
    return runs.page(bankId, null, 1).stream().findFirst().flatMap(this::why);
  }

  private Optional<String> why(RunView run) {
    if (run.state() == RunState.RUNNING) {
      return Optional.ofNullable(run.reason());
    }
    if (!Coverage.whole(run, settings.mostReversals())) {
      return Optional.of("more differs than one run takes: look, then vault-admin banks reconcile");
    }
    return run.settling() > 0
        ? Optional.of(run.settling() + " still under way")
        : Optional.ofNullable(run.reason());
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

  /**
   * Newest first.
   *
   * @throws org.cardnym.vault.refusal.Refusal NOT_FOUND without the bank
   */
  public List<UUID> differences(UUID bankId, boolean openOnly, @Nullable UUID before, int limit) {
    return differences.list(bankId, openOnly, before, limit);
  }

  public Optional<DifferenceView> difference(UUID differenceId) {
    return differences.find(differenceId);
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
