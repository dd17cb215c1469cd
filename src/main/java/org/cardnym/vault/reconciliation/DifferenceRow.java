package org.cardnym.vault.reconciliation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Booked;
import org.cardnym.vault.issuer.Books;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Outcome;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** A message of which the vault's books and a bank's say different things. */
@Entity
@Table(name = "reconciliation_difference")
class DifferenceRow extends GuardedRow {
  @Id UUID differenceId;

  @Column(nullable = false)
  UUID bankId;

  @Column(nullable = false)
  UUID messageId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Kind kind;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  DifferenceCode code;

  @Column(nullable = false)
  String payment;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  DifferenceState state = DifferenceState.OPEN;

  @Column(nullable = false)
  UUID foundBy;

  /** The run that saw it last. */
  @Column(nullable = false)
  UUID seenBy;

  /** When the bank decided; where it knows nothing of it, when the vault's message closed. */
  @Column(nullable = false)
  Instant at;

  @Nullable String bankDecision;

  @Nullable String bankCode;

  @Nullable Long bankValue;

  @Nullable String bankCurrency;

  @Enumerated(EnumType.STRING)
  @Nullable Outcome vaultOutcome;

  @Nullable Long vaultValue;

  @Nullable String vaultCurrency;

  @Nullable UUID reversalId;

  @Column(nullable = false)
  Instant foundAt;

  @Nullable Instant settledAt;

  @Nullable String settledBy;

  @Nullable String settledWhy;

  void bank(BankRecord record) {
    messageId = record.messageId();
    kind = record.kind();
    payment = record.payment();
    at = record.time();
    bankDecision = record.decision();
    bankCode = record.responseCode();
    bankValue = record.value();
    bankCurrency = record.currency();
  }

  /** What is missed at the bank, as far as columns say it that nobody can check. */
  void unchecked(Books.Closed closed) {
    messageId = closed.messageId();
    kind = closed.kind();
    payment = "";
    at = closed.at();
  }

  void vault(Booked booked) {
    vaultOutcome = booked.outcome();
    vaultValue = booked.value();
    vaultCurrency = booked.currency();
  }

  void settle(Instant now, String actor, String why) {
    state = DifferenceState.SETTLED;
    settledAt = now;
    settledBy = actor;
    settledWhy = why;
  }

  DifferenceView view() {
    return new DifferenceView(
        differenceId,
        bankId,
        messageId,
        kind,
        code,
        payment,
        state,
        foundBy,
        at,
        bankDecision,
        bankCode,
        bankValue,
        bankCurrency,
        vaultOutcome,
        vaultValue,
        vaultCurrency,
        reversalId,
        foundAt,
        settledAt,
        settledBy,
        settledWhy);
  }

  @Override
  protected String table() {
    return "reconciliation_difference";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.DIFFERENCE, differenceId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(differenceId)
        .add(bankId)
        .add(messageId)
        .add(kind)
        .add(code)
        .add(payment)
        .add(state)
        .add(foundBy)
        .add(seenBy)
        .add(at)
        .add(bankDecision)
        .add(bankCode)
        .add(bankValue)
        .add(bankCurrency)
        .add(vaultOutcome)
        .add(vaultValue)
        .add(vaultCurrency)
        .add(reversalId)
        .add(foundAt)
        .add(settledAt)
        .add(settledBy)
        .add(settledWhy);
  }
}
