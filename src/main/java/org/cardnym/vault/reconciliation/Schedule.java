package org.cardnym.vault.reconciliation;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.standing.Recoveries;
import org.jboss.logging.Logger;

/**
 * Has every bank's day compared once it is over, days that were missed too, and comes back to runs
 * that nobody drives; on every replica.
 */
@ApplicationScoped
class Schedule {
  private static final Logger LOG = Logger.getLogger(Schedule.class);

  /** Days that are made up for after the vault stood still. */
  private static final int LOOK_BACK = 3;

  private static final int BATCH = 8;

  private final Banks banks;
  private final Runs runs;
  private final RunQueue queue;
  private final Reconciler reconciler;
  private final Settling settling;
  private final Recoveries recoveries;
  private final ReconciliationSettings settings;
  private final Keys keys;
  private final Clock clock;

  Schedule(
      Banks banks,
      Runs runs,
      RunQueue queue,
      Reconciler reconciler,
      Settling settling,
      Recoveries recoveries,
      ReconciliationSettings settings,
      Keys keys,
      Clock clock) {
    this.banks = banks;
    this.runs = runs;
    this.queue = queue;
    this.reconciler = reconciler;
    this.settling = settling;
    this.recoveries = recoveries;
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
  }

  @Scheduled(
      every = "${cardnym.reconciliation.sweep:10s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (keys.open()) {
      plan();
      var unused = sweep();
    }
  }

  /**
   * Begins what each bank's days are due for; again changes nothing. During a recovery none begins:
   * the recovery has its own time compared first.
   */
  void plan() {
    if (recoveries.closed()) {
      return;
    }
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    banks.ids().forEach(bank -> begin(bank, now));
  }

  private void begin(UUID bankId, LocalDateTime now) {
    try {
      banks.find(bankId).filter(this::isAsked).ifPresent(bank -> begin(bank, now));
    } catch (RuntimeException left) {
      // Another replica was first, as the unique index says; or the row has raised its alarm.
      LOG.debugf("run not begun: %s", left.getClass().getSimpleName());
    }
  }

  private boolean isAsked(Bank bank) {
    return !settings.without().orElse(Set.of()).contains(bank.institutionId());
  }

  private void begin(Bank bank, LocalDateTime now) {
    LocalDate first = LocalDate.ofInstant(bank.addedAt(), ZoneOffset.UTC);
    List<LocalDate> days = days(first, now, settings.at());
    if (!days.isEmpty()) {
      runs.beginDaily(bank.id(), days);
    }
  }

  /** The days that are over and due, oldest first, not before the bank's own first. */
  static List<LocalDate> days(LocalDate first, LocalDateTime now, LocalTime at) {
    return Stream.iterate(LOOK_BACK, back -> back > 0, back -> back - 1)
        .map(back -> now.toLocalDate().minusDays(back))
        .filter(day -> !day.isBefore(first))
        .filter(day -> !now.isBefore(day.plusDays(1).atTime(at)))
        .toList();
  }

  /** Starts what is due; completes when each run is as far as this replica takes it. */
  CompletableFuture<Void> sweep() {
    CompletableFuture<?>[] started =
        queue.claim(BATCH).stream().map(reconciler::start).toArray(CompletableFuture[]::new);
    settling.undone();
    if (queue.forget()) {
      LOG.debug("more of finished runs is to be forgotten");
    }
    return CompletableFuture.allOf(started);
  }
}
