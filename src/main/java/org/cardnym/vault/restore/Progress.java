package org.cardnym.vault.restore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.Books;
import org.cardnym.vault.reconciliation.Reconciliations;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.standing.Recoveries;
import org.cardnym.vault.standing.Recovery;

/** How far a recovery has come, and what it still waits for. */
@ApplicationScoped
public class Progress {
  private final Recoveries recoveries;
  private final CarryForward forward;
  private final Banks banks;
  private final Books books;
  private final Reconciliations reconciliations;

  Progress(
      Recoveries recoveries,
      CarryForward forward,
      Banks banks,
      Books books,
      Reconciliations reconciliations) {
    this.recoveries = recoveries;
    this.forward = forward;
    this.banks = banks;
    this.books = books;
    this.reconciliations = reconciliations;
  }

  /** What is to be done before it may end; empty where nothing is. */
  @Transactional
  public List<Left> left(Recovery recovery) {
    var left = new ArrayList<Left>();
    journal(recovery, left);
    banks.ids().forEach(bank -> bank(bank, recovery, left));
    long open = books.unsettled();
    if (open > 0) {
      left.add(
          new Left(
              "messages_open",
              null,
              Long.toString(open),
              "Wait; see vault-admin banks unanswered, or suspend a bank that does not answer."));
    }
    return left;
  }

  private static void journal(Recovery recovery, List<Left> left) {
    if (recovery.journal() == null) {
      left.add(
          new Left(
              "journal_not_carried",
              null,
              recovery.reached() == 0
                  ? "no journal was read to its end"
                  : "none goes far enough; the furthest to batch " + recovery.reached(),
              "Put the newest journal where cardnym.audit.journal-file says; see the log."));
    } else if (recovery.refused() > 0) {
      left.add(
          new Left(
              "journal_lines_refused",
              null,
              Long.toString(recovery.refused()),
              "Somebody changed the journal, or it is another vault's."));
    }
  }

  private void bank(UUID bankId, Recovery recovery, List<Left> left) {
    Optional<Bank> bank = banks.find(bankId).filter(found -> found.state() != Bank.State.SUSPENDED);
    if (bank.isEmpty()) {
      return;
    }
    String name = TypeId.of(IdKind.BANK, bankId);
    Instant end = forward.end(recovery);
    Optional<Instant> gap = forward.gap(bankId, recovery);
    if (gap.isPresent()) {
      String why =
          recoveries.now().isBefore(end)
              ? "from " + end
              : reconciliations.waitsFor(bankId).orElse("under way");
      left.add(
          new Left(
              "bank_not_reconciled",
              name,
              why,
              "Wait; the vault asks by itself. A bank that stays silent can be suspended."));
      return;
    }
    long open = reconciliations.unexplained(bankId, recovery.lostFrom(), end);
    if (open > 0) {
      left.add(
          new Left(
              "differences_open",
              name,
              Long.toString(open),
              "vault-admin banks differences list " + name + "; reconcile again or settle them."));
    }
  }

  /**
   * The recovery that may end now.
   *
   * @param withoutJournal true where people answer for what a journal would have told
   * @throws Refusal {@link ErrorCode#CONFLICT} where none is under way; {@link
   *     ErrorCode#RECOVERY_UNFINISHED} with what is {@code left}
   */
  @Transactional
  public Recovery require(boolean withoutJournal) {
    Recovery recovery = recoveries.recovery().orElseThrow(() -> new Refusal(ErrorCode.CONFLICT));
    String left =
        left(recovery).stream()
            .filter(each -> !withoutJournal || !each.ofJournal())
            .map(Left::words)
            .collect(Collectors.joining("; "));
    if (!left.isEmpty()) {
      throw new Refusal(ErrorCode.RECOVERY_UNFINISHED, Map.of("left", left));
    }
    return recovery;
  }
}
