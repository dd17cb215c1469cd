package org.cardnym.vault.reconciliation;

import org.cardnym.vault.issuer.Booked;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Holds one record of a bank against what the vault's books say of that message: a pure function.
 * What is still under way here is no difference, whatever the bank's books say: it will end by its
 * own rule.
 */
final class Comparison {
  private Comparison() {}

  /** What it comes to. */
  sealed interface Finding {
    /** Both say the same. */
    record Agreed() implements Finding {}

    /** The vault's message has no outcome yet. */
    record Settling() implements Finding {}

    record Differs(DifferenceCode code) implements Finding {}

    /**
     * An approval that the vault never counted is to be undone.
     *
     * @param otherwise what it is where it can't be undone now
     */
    record Undo(DifferenceCode otherwise) implements Finding {}
  }

  static Finding of(BankRecord record, @Nullable Booked booked) {
    if (booked == null || booked.kind() != record.kind()) {
      return record.kind() == Kind.AUTHORIZATION && record.approved()
          ? new Finding.Undo(DifferenceCode.UNKNOWN_AT_VAULT)
          : new Finding.Differs(DifferenceCode.UNKNOWN_AT_VAULT);
    }
    if (booked.open()) {
      return booked.ofRecord()
          ? new Finding.Differs(DifferenceCode.REVERSED_HERE)
          : new Finding.Settling();
    }
    return switch (record.kind()) {
      case AUTHORIZATION -> authorization(record, booked);
      case REVERSAL -> said(booked.outcome() == Outcome.REVERSED, record, booked);
      default -> said((booked.outcome() == Outcome.APPROVED) == record.approved(), record, booked);
    };
  }

  private static Finding authorization(BankRecord record, Booked booked) {
    if (booked.outcome() == Outcome.REVERSED) {
      return new Finding.Agreed();
    }
    boolean counted = booked.outcome() == Outcome.APPROVED;
    return record.approved() && !counted
        ? new Finding.Undo(DifferenceCode.OUTCOME_DIFFERS)
        : said(counted == record.approved(), record, booked);
  }

  private static Finding said(boolean same, BankRecord record, Booked booked) {
    if (!same) {
      return new Finding.Differs(DifferenceCode.OUTCOME_DIFFERS);
    }
    boolean amount =
        record.value() == booked.value() && record.currency().equals(booked.currency());
    return amount || !record.approved()
        ? new Finding.Agreed()
        : new Finding.Differs(DifferenceCode.AMOUNT_DIFFERS);
  }
}
