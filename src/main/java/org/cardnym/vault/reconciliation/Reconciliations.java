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
