package org.cardnym.vault.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.issuer.BookBanks;
import org.cardnym.vault.issuer.BookBanks.BookBank;
import org.cardnym.vault.issuer.QuickBanks;
import org.cardnym.vault.standing.Look;
import org.cardnym.vault.standing.Recoveries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which days are compared by themselves, and that each is once. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class ScheduleTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 3, 10);
  private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 1);

  @Inject BookBanks banks;
  @Inject Runs runs;
  @Inject Schedule schedule;
  @Inject RunQueue queue;
  @Inject Recoveries recoveries;
  @Inject Look look;
  private BookBank bank;

  @BeforeEach
  void open() {
    bank = banks.open();
  }

  @AfterEach
  void close() {
    // Other banks' days too: they were planned along, and would be swept before those of the next.
    banks.write(
        "delete from reconciliation where bank_id = :bank or (asked_by = 'vault' and state ="
            + " 'RUNNING')",
        Map.of("bank", bank.id()));
    bank.close();
  }

  @Test
  void theDaysThatAreOverAreDueAndThoseThatWereMissed() {
    assertThat(Schedule.days(LONG_AGO, TODAY.atTime(3, 0), LocalTime.of(2, 30)))
        .containsExactly(TODAY.minusDays(3), TODAY.minusDays(2), TODAY.minusDays(1));
  }

  @Test
  void yesterdayIsNotDueBeforeItsTime() {
    assertThat(Schedule.days(LONG_AGO, TODAY.atTime(2, 29), LocalTime.of(2, 30)))
        .containsExactly(TODAY.minusDays(3), TODAY.minusDays(2));
  }

  @Test
  void noDayIsDueBeforeTheBanksFirst() {
    LocalDateTime now = TODAY.atTime(3, 0);
    assertThat(Schedule.days(TODAY.minusDays(1), now, LocalTime.of(2, 30)))
        .containsExactly(TODAY.minusDays(1));
    assertThat(Schedule.days(TODAY, now, LocalTime.of(2, 30))).isEmpty();
  }

  @Test
  void aDayIsBegunOnceAndTheNextOnlyWhenItHasEnded() {
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    List<LocalDate> days = List.of(today.minusDays(2), today.minusDays(1));

    boolean first = runs.beginDaily(bank.id(), days);
    boolean meanwhile = runs.beginDaily(bank.id(), days);
    schedule.sweep().join();
    boolean second = runs.beginDaily(bank.id(), days);
    schedule.sweep().join();
    boolean more = runs.beginDaily(bank.id(), days);

    assertThat(first).isTrue();
    assertThat(meanwhile).isFalse();
    assertThat(second).isTrue();
    assertThat(more).isFalse();
    assertThat(runs.page(bank.id(), null, 10))
        .extracting(RunView::state, RunView::askedBy)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(RunState.FINISHED, "vault"));
    assertThat(runs.page(bank.id(), null, 10)).extracting(RunView::from).doesNotHaveDuplicates();
  }

  @Test
  void aBankOfTodayHasNoDayYet() {
    schedule.plan();

    assertThat(runs.page(bank.id(), null, 10)).isEmpty();
  }

  @Test
  void aBankWhoseRowIsNotTheVaultsKeepsNoOtherFromItsDay() {
    try (BookBank forged = banks.open()) {
      rename(forged, "name || '!'");
      TestClock.ahead(Duration.ofDays(2));

      schedule.plan();

      assertThat(runs.page(bank.id(), null, 10)).hasSize(1);
      rename(forged, "rtrim(name, '!')");
      assertThat(runs.page(forged.id(), null, 10)).isEmpty();
    } finally {
      TestClock.ahead(Duration.ZERO);
    }
  }

  @Test
  void duringARecoveryNoDayBegins() {
    TestClock.ahead(Duration.ofDays(2));
    try {
      recoveries.begin("test", "drill", Instant.now().minusSeconds(1));
      schedule.plan();
      int during = runs.page(bank.id(), null, 10).size();
      recovered();
      schedule.plan();

      assertThat(during).isZero();
      assertThat(runs.page(bank.id(), null, 10)).hasSize(1);
    } finally {
      recovered();
      TestClock.ahead(Duration.ZERO);
    }
  }

  private void recovered() {
    recoveries
        .recovery()
        .ifPresent(under ->
            QuarkusTransaction.requiringNew()
                .run(() -> recoveries.end(under.id(), "test", Map.of())));
    look.now();
  }

  private void rename(BookBank other, String name) {
    banks.write(
        "update bank set name = " + name + " where bank_id = :bank", Map.of("bank", other.id()));
  }

  @Test
  void whatARunHasSeenIsForgottenWithItsEnd() {
    bank.sold();
    var run = runs.begin("test", bank.id(), Instant.now().minusSeconds(60), Instant.now());
    banks.write(
        "update reconciliation set due = clock_timestamp() where run_id = :run",
        Map.of("run", run.id()));
    schedule.sweep().join();
    schedule.sweep().join();

    assertThat(runs.find(bank.id(), run.id()).orElseThrow().state()).isEqualTo(RunState.FINISHED);
    assertThat(
            banks.count(
                "select count(*) from reconciliation_seen where run_id = :run",
                Map.of("run", run.id())))
        .isZero();
  }
}
