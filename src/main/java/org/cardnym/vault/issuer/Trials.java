package org.cardnym.vault.issuer;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.cardnym.vault.keys.Signatures;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Tries the whole way to a bank, from its name to its refusals, with messages that move no money,
 * and carry no card unless a test card is asked for; also while it is suspended.
 */
@ApplicationScoped
public class Trials {
  /** For a whole trial: an operator's command waits no longer than thirty seconds. */
  private static final Duration LONGEST = Duration.ofSeconds(25);

  private static final Duration GRACE = Duration.ofSeconds(15);

  private final TrialTurns turns;
  private final TrialRecords records;
  private final Inquirer inquirer;
  private final Signatures signatures;
  private final ExecutorService threads;
  private final Clock clock;

  Trials(
      TrialTurns turns,
      TrialRecords records,
      Inquirer inquirer,
      Signatures signatures,
      @VirtualThreads ExecutorService threads,
      Clock clock) {
    this.turns = turns;
    this.records = records;
    this.inquirer = inquirer;
    this.signatures = signatures;
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * Waits for the end, 25 seconds at most; for a virtual thread.
   *
   * @param actor who asks, as the trail names persons and clients
   * @param withCard true to have the bank check a card that is nobody's, too
   * @throws Refusal NOT_FOUND, CONFLICT while another trial of this bank is under way
   */
  public Trial of(String actor, UUID bankId, boolean withCard) {
    Instant began = clock.instant();
    turns.take(bankId, LONGEST.plus(GRACE));
    try {
      Trial trial = walked(bankId, began, withCard);
      turns.done(actor, trial);
      return trial;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      turns.broken(actor, bankId);
      throw new Refusal(ErrorCode.UNAVAILABLE);
    } catch (RuntimeException broken) {
      turns.broken(actor, bankId);
      throw broken;
    }
  }

  private Trial walked(UUID bankId, Instant began, boolean withCard) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    var findings = new ArrayList<TrialFinding>();
    TrialFinding recorded = recorded(bankId);
    findings.add(recorded);
    boolean open = recorded.state() == TrialFinding.State.HELD;
    TrialWalk walk = null;
    for (TrialCheck check : TrialCheck.values()) {
      if (check == TrialCheck.RECORDS || (check == TrialCheck.CARD && !withCard)) {
        continue;
      }
      if (!open) {
        findings.add(TrialFinding.skipped(check, "earlier"));
        continue;
      }
      if (walk == null) {
        walk = walk(bankId);
      }
      TrialFinding found = walk.look(check, Duration.ofNanos(end - System.nanoTime()));
      findings.add(found);
      open = !check.gate() || found.state() == TrialFinding.State.HELD;
    }
    return new Trial(bankId, began, findings);
  }

  private TrialFinding recorded(UUID bankId) {
    try {
      return records.look(bankId);
    } catch (Refusal refused) {
      return TrialFinding.failed(TrialCheck.RECORDS, refused.code().wire());
    }
  }

  private TrialWalk walk(UUID bankId) {
    Channel channel = inquirer.open(bankId, Kind.ECHO);
    int version = channel.target().credential().keyVersion();
    return new TrialWalk(inquirer, channel, signatures.link(version), threads, clock);
  }
}
