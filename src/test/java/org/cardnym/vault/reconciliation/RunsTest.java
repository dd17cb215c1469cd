package org.cardnym.vault.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.issuer.BookBanks;
import org.cardnym.vault.issuer.BookBanks.BookBank;
import org.cardnym.vault.issuer.QuickBanks;
import org.cardnym.vault.payment.PaymentState;
import org.cardnym.vault.payment.TestPayments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vault's books against those of a bank behind real TLS. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class RunsTest extends BooksHarness {
  @Inject TestPayments payments;
  @Inject Alarms alarms;

  @Test
  void booksThatAgreeHaveNoDifferences() {
    bank.sold();
    bank.declined();
    bank.refunded();
    bank.reversed();

    RunView run = ended();

    assertThat(run.state()).isEqualTo(RunState.FINISHED);
    // Of the refund its sale too, of the reversal the sale that it undid.
    assertThat(run.records()).isEqualTo(6);
    assertThat(run.agreed()).isEqualTo(6);
    assertThat(run.differing()).isZero();
    assertThat(run.reversed()).isZero();
    assertThat(open()).isEmpty();
  }

  @Test
  void whatIsAskedCarriesNoCardAndOnlyATime() {
    bank.sold();

    ended();

    assertThat(bank.received("reconciliation"))
        .hasSize(1)
        .allSatisfy(payload ->
            assertThat(payload.keySet())
                .containsExactlyInAnyOrder(
                    "iss",
                    "aud",
                    "iat",
                    "exp",
                    "jti",
                    "kind",
                    "messageId",
                    "repeat",
                    "from",
                    "until"));
  }

  @Test
  void anApprovalThatTheVaultDoesNotKnowIsReversed() {
    UUID unknown = bank.bookedThereOnly("authorization", "approved");

    RunView run = ended();

    assertThat(run.reversed()).isEqualTo(1);
    DifferenceView found = only();
    assertThat(found.code()).isEqualTo(DifferenceCode.REVERSED_HERE);
    assertThat(found.messageId()).isEqualTo(unknown);
    assertThat(found.vaultOutcome()).isNull();
    assertThat(found.bankValue()).isEqualTo(1999);
    awaitUndone(unknown);
    Map<String, Object> reversal = bank.received("reversal").getFirst();
    assertThat(reversal.get("messageId"))
        .isEqualTo(BookBanks.name(Objects.requireNonNull(found.reversalId())));
    assertThat(reversal).containsEntry("reason", "outcome_unknown");
    assertThat(String.valueOf(reversal.get("amount"))).contains("1999", "EUR");
  }

  @Test
  void whatWasReversedIsSettledAndNeverReversedAgain() {
    UUID unknown = bank.bookedThereOnly("authorization", "approved");
    ended();
    awaitUndone(unknown);
    await(() -> {
      schedule.sweep().join();
      return open().isEmpty();
    });

    RunView again = ended();

    assertThat(again.reversed()).isZero();
    assertThat(again.differing()).isZero();
    assertThat(bank.undone()).containsOnly(BookBanks.name(unknown));
    assertThat(listed(false))
        .singleElement()
        .satisfies(settled -> {
          assertThat(settled.state()).isEqualTo(DifferenceState.SETTLED);
          assertThat(settled.settledWhy()).isEqualTo("reversed");
        });
  }

  @Test
  void aReversalThatTheBankHasNotAcknowledgedStaysOpenAndIsNotMadeTwice() {
    UUID unknown = bank.bookedThereOnly("authorization", "approved");
    ended();

    RunView again = ended();

    assertThat(again.reversed()).isZero();
    assertThat(only().code()).isEqualTo(DifferenceCode.REVERSED_HERE);
    awaitUndone(unknown);
    assertThat(bank.received("reversal").stream().map(r -> r.get("messageId")).distinct())
        .hasSize(1);
  }

  @Test
  void anApprovalThatTheVaultNeverCountedIsReversed() {
    UUID notSent = bank.notSent();
    bank.bookedThere(notSent, "authorization", "approved", 1999);
    UUID declined = bank.declined();
    bank.rewrite(declined, "decision", "approved");
    bank.rewrite(declined, "responseCode", "00");

    RunView run = ended();

    assertThat(run.reversed()).isEqualTo(2);
    assertThat(open()).extracting(DifferenceView::code).containsOnly(DifferenceCode.REVERSED_HERE);
    assertThat(open())
        .extracting(d -> String.valueOf(d.vaultOutcome()))
        .containsExactlyInAnyOrder("NOT_SENT", "DECLINED");
    awaitUndone(notSent);
    awaitUndone(declined);
  }

  /** Its exchange was deleted past the vault, or its payment's row is not as the vault wrote it. */
  @ParameterizedTest
  @CsvSource({"APPROVED, captured", "DECLINED, captured + 1"})
  void whatItsPaymentCountedIsNeverReversed(PaymentState state, String captured) {
    UUID message = bank.sold();
    payments.ended(bank.paymentOf(message), state, bank.id(), message);
    banks.write("delete from exchange where message_id = :message", Map.of("message", message));
    banks.write(
        "update payment set captured = " + captured + " where message_id = :message",
        Map.of("message", message));

    RunView run = ended();

    assertThat(run.reversed()).isZero();
    assertThat(only().code()).isEqualTo(DifferenceCode.UNKNOWN_AT_VAULT);
    alarms.await(BookBanks.name(message));
    banks.sweep();
    assertThat(bank.undone()).isEmpty();
  }

  @Test
  void aPaymentThatCountedItselfDeclinedOrAnotherMessageKeepsNoApproval() {
    UUID declined = bank.bookedThereOnly("authorization", "approved");
    UUID another = bank.bookedThereOnly("authorization", "approved");
    payments.ended(bank.paymentOf(declined), PaymentState.DECLINED, bank.id(), declined);
    payments.ended(bank.paymentOf(another), PaymentState.APPROVED, bank.id(), UUID.randomUUID());

    RunView run = ended();

    assertThat(run.reversed()).isEqualTo(2);
    awaitUndone(declined);
    awaitUndone(another);
  }

  @Test
  void whatIsJustNowUnderWayIsNeverReversed() {
    UUID underWay = bank.underWay();
    bank.bookedThere(underWay, "authorization", "approved", 1999);

    RunView run = ended();

    assertThat(run.settling()).isEqualTo(1);
    assertThat(run.differing()).isZero();
    assertThat(open()).isEmpty();
    banks.sweep();
    assertThat(bank.undone()).isEmpty();
  }

  @Test
  void amountsAndOutcomesThatDifferAreListed() {
    UUID amount = bank.sold();
    bank.rewrite(amount, "amount", Map.of("value", 2999, "currency", "EUR"));
    UUID currency = bank.sold();
    bank.rewrite(currency, "amount", Map.of("value", 1999, "currency", "USD"));
    UUID outcome = bank.sold();
    bank.rewrite(outcome, "decision", "declined");
    bank.rewrite(outcome, "responseCode", "51");
    UUID refund = bank.refunded();
    bank.rewrite(refund, "decision", "declined");
    bank.rewrite(refund, "responseCode", "13");

    RunView run = ended();

    assertThat(run.differing()).isEqualTo(4);
    assertThat(run.reversed()).isZero();
    assertThat(codes())
        .isEqualTo(
            Map.of(
                amount, DifferenceCode.AMOUNT_DIFFERS,
                currency, DifferenceCode.AMOUNT_DIFFERS,
                outcome, DifferenceCode.OUTCOME_DIFFERS,
                refund, DifferenceCode.OUTCOME_DIFFERS));
    banks.sweep();
    assertThat(bank.undone()).isEmpty();
  }

  @Test
  void whatOnlyOneSideKnowsIsListed() {
    UUID sale = bank.sold();
    bank.strike(sale);
    UUID refund = bank.bookedThereOnly("refund", "approved");
    UUID reversal = bank.bookedThereOnly("reversal", "acknowledged");
    UUID declined = bank.bookedThereOnly("authorization", "declined");

    ended();

    assertThat(codes())
        .isEqualTo(
            Map.of(
                sale, DifferenceCode.UNKNOWN_AT_BANK,
                refund, DifferenceCode.UNKNOWN_AT_VAULT,
                reversal, DifferenceCode.UNKNOWN_AT_VAULT,
                declined, DifferenceCode.UNKNOWN_AT_VAULT));
    assertThat(bank.undone()).isEmpty();
  }

  @Test
  void whatTheBankDecidedBeforeTheTimeIsNotMissing() {
    Instant before = Instant.now();
    UUID sale = bank.soldAtTheSecondTry();

    RunView run = ended(before.plusMillis(600));

    assertThat(run.records()).isZero();
    assertThat(open()).isEmpty();
    assertThat(sale).isNotNull();
  }

  @Test
  void anotherBanksMessageIsUnknownToThisOne() {
    try (BookBank other = banks.open()) {
      UUID sale = other.sold();
      bank.bookedThere(sale, "authorization", "approved", 1999);

      ended();

      assertThat(only().code()).isEqualTo(DifferenceCode.REVERSED_HERE);
      awaitUndone(sale);
      assertThat(other.undone()).isEmpty();
    }
  }

  @Test
  void reversalsOfOneRunAreBounded() {
    for (int i = 0; i < 5; i++) {
      bank.bookedThereOnly("authorization", "approved");
    }

    RunView first = ended();
    List<DifferenceView> listed = open();
    RunView second = ended();

    assertThat(first.reversed()).isEqualTo(3);
    assertThat(listed)
        .extracting(DifferenceView::code)
        .filteredOn(code -> code == DifferenceCode.UNKNOWN_AT_VAULT)
        .hasSize(2);
    assertThat(second.reversed()).isEqualTo(2);
    assertThat(open())
        .hasSize(5)
        .allMatch(difference -> difference.code() == DifferenceCode.REVERSED_HERE);
  }

  @Test
  void aDifferenceThatIsGoneIsSettledByTheNextRun() {
    UUID sale = bank.sold();
    bank.rewrite(sale, "amount", Map.of("value", 2999, "currency", "EUR"));
    ended();
    assertThat(open()).hasSize(1);
    bank.rewrite(sale, "amount", Map.of("value", 1999, "currency", "EUR"));

    ended();

    assertThat(open()).isEmpty();
  }

  @Test
  void aDifferenceThatAPersonExplainedStaysSettled() {
    UUID sale = bank.sold();
    bank.strike(sale);
    ended();
    UUID difference = only().id();

    int settled = differences.settle("person:olga", bank.id(), difference, "booked by hand");
    int again = differences.settle("person:olga", bank.id(), null, "booked by hand");
    RunView explained = ended();

    assertThat(explained.differing()).as("it takes no place on the list").isZero();
    assertThat(settled).isEqualTo(1);
    assertThat(again).isZero();
    assertThat(open()).isEmpty();
    assertThat(listed(false).getFirst().settledBy()).isEqualTo("person:olga");
  }
}
