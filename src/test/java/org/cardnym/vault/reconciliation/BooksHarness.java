package org.cardnym.vault.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.cardnym.vault.issuer.BookBanks;
import org.cardnym.vault.issuer.BookBanks.BookBank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A bank with books for each test, and runs over them. */
abstract class BooksHarness {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Inject BookBanks banks;
  @Inject Runs runs;
  @Inject Reconciler reconciler;
  @Inject RunQueue queue;
  @Inject Schedule schedule;
  @Inject Differences differences;
  BookBank bank;
  Instant began;

  @BeforeEach
  void openBank() {
    bank = banks.open();
    began = Instant.now();
  }

  @AfterEach
  void closeBank() {
    banks.write(
        "delete from reconciliation_difference where bank_id = :bank", Map.of("bank", bank.id()));
    banks.write("delete from reconciliation where bank_id = :bank", Map.of("bank", bank.id()));
    banks.write(
        "delete from refund where payment_id in (select payment_id from payment where bank_id ="
            + " :bank)",
        Map.of("bank", bank.id()));
    banks.write("delete from payment where bank_id = :bank", Map.of("bank", bank.id()));
    bank.close();
  }

  RunView ended() {
    return ended(began);
  }

  RunView ended(Instant from) {
    RunView run = driven(runs.begin("test", bank.id(), from, Instant.now()).id());
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.FINISHED);
    return run;
  }

  UUID began() {
    return runs.begin("test", bank.id(), began, Instant.now()).id();
  }

  RunView driven(UUID run) {
    reconciler.start(run).join();
    return runs.find(bank.id(), run).orElseThrow();
  }

  void due(RunView run) {
    banks.write(
        "update reconciliation set due = clock_timestamp() where run_id = :run",
        Map.of("run", run.id()));
  }

  List<DifferenceView> open() {
    return listed(true);
  }

  List<DifferenceView> listed(boolean openOnly) {
    return differences.list(bank.id(), openOnly, null, 100).stream()
        .map(id -> differences.find(id).orElseThrow())
        .toList();
  }

  DifferenceView only() {
    assertThat(open()).hasSize(1);
    return open().getFirst();
  }

  Map<UUID, DifferenceCode> codes() {
    return open().stream()
        .collect(
            java.util.stream.Collectors.toMap(DifferenceView::messageId, DifferenceView::code));
  }

  void awaitUndone(UUID message) {
    await(() -> {
      banks.sweep();
      return bank.undone().contains(BookBanks.name(message));
    });
  }

  static void await(BooleanSupplier done) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!done.getAsBoolean() && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(done.getAsBoolean()).isTrue();
  }
}
