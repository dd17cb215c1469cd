package org.cardnym.vault.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.issuer.Booked;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each pair of words comes to. */
class ComparisonTest {
  private static final UUID MESSAGE = new UUID(1, 2);
  private static final Instant AT = Instant.parse("2027-03-10T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "AUTHORIZATION, true,  APPROVED, agreed",
    "AUTHORIZATION, true,  REVERSED, agreed",
    "AUTHORIZATION, true,  DECLINED, undo",
    "AUTHORIZATION, true,  NOT_SENT, undo",
    "AUTHORIZATION, false, APPROVED, outcome_differs",
    "AUTHORIZATION, false, DECLINED, agreed",
    "AUTHORIZATION, false, REVERSED, agreed",
    "AUTHORIZATION, false, NOT_SENT, agreed",
    "REFUND,        true,  APPROVED, agreed",
    "REFUND,        true,  DECLINED, outcome_differs",
    "REFUND,        false, APPROVED, outcome_differs",
    "REFUND,        false, DECLINED, agreed",
    "REVERSAL,      true,  REVERSED, agreed"
  })
  void closedMessages(Kind kind, boolean approved, Outcome outcome, String expected) {
    assertThat(word(record(kind, approved, 1999), booked(kind, false, false, outcome)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHORIZATION, true,  undo",
    "AUTHORIZATION, false, unknown_at_vault",
    "REFUND,        true,  unknown_at_vault",
    "REFUND,        false, unknown_at_vault",
    "REVERSAL,      true,  unknown_at_vault"
  })
  void messagesThatTheVaultDoesNotKnow(Kind kind, boolean approved, String expected) {
    assertThat(word(record(kind, approved, 1999), null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"AUTHORIZATION", "REFUND", "REVERSAL"})
  void whatIsUnderWayIsNeverADifference(Kind kind) {
    for (boolean approved : new boolean[] {true, false}) {
      assertThat(word(record(kind, approved, 1), booked(kind, false, true, null)))
          .isEqualTo("settling");
      assertThat(word(record(kind, approved, 1), booked(kind, false, true, Outcome.REVERSING)))
          .isEqualTo("settling");
    }
  }

  @Test
  void whatIsBeingUndoneBecauseOfARecordStaysADifferenceAndIsNotUndoneAgain() {
    assertThat(
            word(
                record(Kind.AUTHORIZATION, true, 1999),
                booked(Kind.AUTHORIZATION, true, true, Outcome.REVERSING)))
        .isEqualTo("reversed_here");
    assertThat(
            word(
                record(Kind.AUTHORIZATION, true, 1999),
                booked(Kind.AUTHORIZATION, true, false, Outcome.REVERSED)))
        .isEqualTo("agreed");
  }

  @Test
  void amountsCountWhereBothApproved() {
    assertThat(
            word(
                record(Kind.AUTHORIZATION, true, 1),
                booked(Kind.AUTHORIZATION, false, false, Outcome.APPROVED)))
        .isEqualTo("amount_differs");
    assertThat(
            word(
                record(Kind.AUTHORIZATION, false, 1),
                booked(Kind.AUTHORIZATION, false, false, Outcome.DECLINED)))
        .isEqualTo("agreed");
  }

  @Test
  void aMessageOfAnotherKindIsNotThisOne() {
    assertThat(
            word(
                record(Kind.AUTHORIZATION, true, 1999),
                booked(Kind.REFUND, false, false, Outcome.APPROVED)))
        .isEqualTo("undo");
  }

  private static String word(BankRecord record, @Nullable Booked booked) {
    return switch (Comparison.of(record, booked)) {
      case Comparison.Finding.Agreed agreed -> "agreed";
      case Comparison.Finding.Settling settling -> "settling";
      case Comparison.Finding.Differs differs -> differs.code().wire();
      case Comparison.Finding.Undo undo -> "undo";
    };
  }

  private static BankRecord record(Kind kind, boolean approved, long value) {
    return new BankRecord(
        MESSAGE, kind, "pay_1", value, "EUR", approved, approved ? "00" : "51", AT);
  }

  private static Booked booked(
      Kind kind, boolean ofRecord, boolean open, @Nullable Outcome outcome) {
    return new Booked(
        MESSAGE, kind, ofRecord, open, outcome, 1999, "EUR", "pay_1", AT, open ? null : AT);
  }
}
