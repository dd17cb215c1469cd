package org.cardnym.vault.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.QuickBanks;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.junit.jupiter.api.Test;

/** Rows that somebody wrote past the vault stop neither a run nor the others of a list. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class RefusedRowsTest extends BooksHarness {
  @Inject Reconciliations reconciliations;
  @Inject Alarms alarms;
  @Inject MeterRegistry meters;
  @Inject EntityManager entities;

  @Test
  void aRefusedDifferenceStopsNeitherTheOthersNorRunsAndIsNotAlarmedAtEachLook() {
    UUID forged = bank.bookedThereOnly("authorization", "approved");
    UUID sound = bank.bookedThereOnly("authorization", "approved");
    ended();
    awaitUndone(forged);
    awaitUndone(sound);
    UUID row = difference(forged);
    change(row);

    await(() -> {
      schedule.sweep().join();
      return state(difference(sound)) == DifferenceState.SETTLED;
    });
    UUID run = began();
    due(runs.find(bank.id(), run).orElseThrow());
    schedule.sweep().join();

    assertThat(runs.find(bank.id(), run).orElseThrow().state()).isEqualTo(RunState.FINISHED);
    alarms.await(name(row));
    double raised = raised();
    for (int looks = 0; looks < 5; looks++) {
      schedule.sweep().join();
    }
    assertThat(raised()).as("alarms after more looks").isEqualTo(raised);
  }

  @Test
  void aRecordWhoseMessageIsRefusedIsListedAndTheOthersAreCompared() {
    bank.sold();
    UUID forged = bank.sold();
    UUID missed = bank.sold();
    bank.strike(missed);
    forge(forged, 1);
    forge(missed, 1);

    RunView run = ended();

    assertThat(run.records()).isEqualTo(2);
    assertThat(run.agreed()).isEqualTo(1);
    assertThat(codes())
        .isEqualTo(Map.of(forged, DifferenceCode.ROW_REFUSED, missed, DifferenceCode.ROW_REFUSED));
    assertThat(open())
        .filteredOn(each -> each.messageId().equals(missed))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.kind()).isEqualTo(Kind.AUTHORIZATION);
          assertThat(each.payment()).isEmpty();
        });
    assertThat(unexplained()).isEqualTo(2);
    banks.sweep();
    assertThat(bank.undone()).isEmpty();

    forge(forged, -1);
    forge(missed, -1);
    ended();
    assertThat(codes()).isEqualTo(Map.of(missed, DifferenceCode.UNKNOWN_AT_BANK));
  }

  @Test
  void aRunThatCannotEvenListWhatIsRefusedEndsAndBarsNoOther() {
    UUID forged = bank.sold();
    forge(forged, 1);
    ended();
    change(only().id());

    RunView run = driven(began());

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.reason()).isEqualTo("row_refused");
    assertThat(began()).isNotNull();
  }

  @Test
  void aRefusedDifferenceHidesNoOtherAndCountsAsUnexplained() {
    UUID sound = bank.bookedThereOnly("authorization", "declined");
    UUID forged = bank.bookedThereOnly("reversal", "acknowledged");
    ended();
    assertThat(unexplained()).as("no money was moved").isZero();
    UUID row = difference(forged);
    change(row);

    assertThat(unexplained()).isEqualTo(2);
    assertThat(differences.list(bank.id(), true, null, 10)).contains(row, difference(sound));
    Refusal refused = catchThrowableOfType(Refusal.class, () -> settle(row));
    assertThat(refused.code()).isEqualTo(ErrorCode.ROW_REFUSED);
    assertThat(settle(null)).as("all but that one").isEqualTo(1);
    assertThat(state(difference(sound))).isEqualTo(DifferenceState.SETTLED);
  }

  @Test
  void whatAPersonExplainsWhileARunFindsItAgainStaysExplained() {
    UUID unknown = bank.bookedThereOnly("refund", "approved");
    RunView run = ended();
    UUID row = difference(unknown);
    DifferenceView found = only();
    var record =
        new BankRecord(unknown, found.kind(), found.payment(), 1999, "EUR", true, "00", found.at());

    boolean open =
        QuarkusTransaction.requiringNew()
            .call(() -> {
              assertThat(entities.find(DifferenceRow.class, row).state)
                  .isEqualTo(DifferenceState.OPEN);
              settle(row);
              return differences.found(
                  Objects.requireNonNull(entities.find(RunRow.class, run.id())),
                  DifferenceCode.UNKNOWN_AT_VAULT,
                  record,
                  null,
                  null,
                  Instant.now());
            });

    assertThat(open).isFalse();
    assertThat(state(row)).isEqualTo(DifferenceState.SETTLED);
  }

  /** Alarms of this kind of row, counted where they are raised. */
  private double raised() {
    return meters.counter("cardnym_rows_refused", "table", "reconciliation_difference").count();
  }

  private int settle(@org.jspecify.annotations.Nullable UUID only) {
    return differences.settle("person:olga", bank.id(), only, "by hand");
  }

  private long unexplained() {
    return reconciliations.unexplained(bank.id(), began, Instant.now());
  }

  private UUID difference(UUID message) {
    List<UUID> ids =
        QuarkusTransaction.requiringNew()
            .call(() ->
                entities
                    .createQuery(
                        "select d.differenceId from DifferenceRow d where d.bankId = :bank and"
                            + " d.messageId = :message",
                        UUID.class)
                    .setParameter("bank", bank.id())
                    .setParameter("message", message)
                    .getResultList());
    assertThat(ids).hasSize(1);
    return ids.getFirst();
  }

  private DifferenceState state(UUID difference) {
    return differences.find(difference).orElseThrow().state();
  }

  private void change(UUID difference) {
    banks.write(
        "update reconciliation_difference set payment = payment || '!' where difference_id = :id",
        Map.of("id", difference));
  }

  private void forge(UUID message, int more) {
    banks.write(
        "update exchange set transmissions = transmissions + :more where message_id = :message",
        Map.of("more", more, "message", message));
  }

  private static String name(UUID difference) {
    return TypeId.of(IdKind.DIFFERENCE, difference);
  }
}
