package org.cardnym.vault.restore;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.cardnym.vault.audit.Journal;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.reconciliation.Reconciliations;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.restore.Fates.Fate;
import org.cardnym.vault.standing.Recoveries;
import org.cardnym.vault.standing.Recoveries.Journaled;
import org.cardnym.vault.standing.Recovery;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what a recovery can do by itself, on every replica: makes sure of what this replica's
 * journal keeps, and has each bank's books compared over the time that was lost. What was under way
 * with banks is driven by the exchanges' own rule meanwhile.
 */
@ApplicationScoped
class CarryForward {
  private static final Logger LOG = Logger.getLogger(CarryForward.class);

  /** The longest that one run compares. */
  private static final Duration RUN = Duration.ofDays(7);

  private final Recoveries recoveries;
  private final Journal journal;
  private final Again again;
  private final Banks banks;
  private final Reconciliations reconciliations;
  private final RestoreSettings settings;
  private final Keys keys;

  /** What this replica's journal is done for; one that goes further in its place is not. */
  private record Done(Recovery recovery, long reach) {}

  private @Nullable Done done;

  CarryForward(
      Recoveries recoveries,
      Journal journal,
      Again again,
      Banks banks,
      Reconciliations reconciliations,
      RestoreSettings settings,
      Keys keys) {
    this.recoveries = recoveries;
    this.journal = journal;
    this.again = again;
    this.banks = banks;
    this.reconciliations = reconciliations;
    this.settings = settings;
    this.keys = keys;
  }

  @Scheduled(
      every = "${cardnym.recovery.sweep:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (keys.open()) {
      step();
    }
  }

  /** As far as it goes now; running it again changes nothing that is done. */
  synchronized void step() {
    recoveries.late().ifPresent(last -> trying(() -> carryLate(last)));
    recoveries
        .recovery()
        .ifPresent(recovery -> {
          trying(() -> carry(recovery));
          if (!recoveries.now().isBefore(end(recovery))) {
            banks.ids().forEach(bank -> compare(bank, recovery));
          }
        });
  }

  /** Until then the vault before the restore may have been heard by a bank. */
  Instant end(Recovery recovery) {
    return recovery.begunAt().plus(settings.patience());
  }

  private void carry(Recovery recovery) {
    if (!isDone(recovery)) {
      long reach = reach(recovery).orElse(0);
      journaled(reach)
          .ifPresent(journaled -> {
            recoveries.carried(recovery, journaled);
            done = journaled.left() == 0 ? new Done(recovery, reach) : done;
          });
    }
  }

  /**
   * A replica that starts after the end may have the journal that goes furthest. What happened
   * since is read first: a lock that was lifted meanwhile stays so.
   */
  private void carryLate(Recovery last) {
    long reach = reach(last).orElse(0);
    boolean followed = journal.reach("none").orElse(0) > last.lastBatch();
    if (reach > last.reached() && followed && !isDone(last)) {
      journaled(reach)
          .ifPresent(journaled -> {
            recoveries.carriedLate(last.id(), journaled);
            done = new Done(last, reach);
          });
    }
  }

  private boolean isDone(Recovery recovery) {
    return done != null
        && done.recovery().begunAlike(recovery)
        && reach(recovery).orElse(0) <= done.reach();
  }

  private OptionalLong reach(Recovery recovery) {
    return journal.reach(TypeId.of(IdKind.RESTORE, recovery.id()));
  }

  /** Makes sure of all that this replica's journal keeps; empty where nothing is kept. */
  private Optional<Journaled> journaled(long reach) {
    var fates = new Fates();
    OptionalLong refused = journal.read(fates::add);
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    var tally = new Tally();
    fates.each((payer, fate) -> see(payer, fate, tally));
    return Optional.of(
        new Journaled(reach, fates.lines(), refused.getAsLong(), tally.changed, tally.left));
  }

  private static void trying(Runnable carrying) {
    try {
      carrying.run();
    } catch (RuntimeException failed) {
      LOG.errorf("journal_not_carried error=%s", name(failed));
    }
  }

  private static final class Tally {
    private int changed;
    private int left;
  }

  private void see(String payer, Fate fate, Tally tally) {
    try {
      tally.changed += again.see(payer, fate);
    } catch (RuntimeException put) {
      tally.left++;
      LOG.errorf("not_carried_forward payer=%s error=%s", payer, name(put));
    }
  }

  private void compare(UUID bankId, Recovery recovery) {
    try {
      Optional<Bank> bank =
          banks.find(bankId).filter(found -> found.state() != Bank.State.SUSPENDED);
      if (bank.isPresent()) {
        gap(bankId, recovery)
            .ifPresent(from -> {
              Instant most = from.plus(RUN);
              Instant end = end(recovery);
              reconciliations.recover(
                  bankId, from, most.isBefore(end) ? most : end, end, settings.pause());
            });
      }
    } catch (RuntimeException left) {
      // Another replica was first, as the unique index says; or the row has raised its alarm.
      LOG.debugf("run not begun: %s", name(left));
    }
  }

  /**
   * From when on this bank's books are still to be compared; empty if they were, by runs that began
   * when every replica knew of the recovery and no bank took a lost message any more.
   */
  Optional<Instant> gap(UUID bankId, Recovery recovery) {
    Instant end = end(recovery);
    return reconciliations.comparedUpTo(bankId, recovery.lostFrom(), end, end);
  }

  private static String name(RuntimeException failed) {
    return failed instanceof Refusal refusal
        ? refusal.code().wire()
        : failed.getClass().getSimpleName();
  }
}
