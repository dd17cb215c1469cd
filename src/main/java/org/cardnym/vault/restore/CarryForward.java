package org.cardnym.vault.restore;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.cardnym.vault.audit.Journal;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.reconciliation.Reconciliations;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.restore.Fates.Fate;
import org.cardnym.vault.standing.Recoveries;
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

  /** The recovery, as begun last, for which this replica's journal is done. */
  private @Nullable Recovery done;

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
    recoveries
        .recovery()
        .ifPresent(recovery -> {
          if (done == null || !done.begunAlike(recovery)) {
            carry(recovery);
          }
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
    var fates = new Fates();
    OptionalLong refused = journal.read(fates::add);
    if (refused.isEmpty()) {
      return;
    }
    var tally = new Tally();
    fates.each((payer, fate) -> see(payer, fate, tally));
    if (tally.left == 0) {
      recoveries.carried(recovery.id(), fates.lines(), tally.changed, refused.getAsLong());
      done = recovery;
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
