package org.cardnym.vault.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;

/** A payment. Its state changes under a row lock, and only forward. */
@Entity
@Table(name = "payment")
class PaymentRow extends GuardedRow {
  @Id UUID paymentId = new UUID(0, 0);

  @Column(nullable = false)
  UUID merchantId = new UUID(0, 0);

  @Column(nullable = false)
  int aliasIndexVersion;

  @Column(nullable = false)
  String aliasIndex = "";

  /** As {@link AliasIndex#others}. */
  @Nullable String otherIndexes;

  @Column(nullable = false)
  long amount;

  @Column(nullable = false)
  String currency = "";

  @Column(nullable = false)
  String orderReference = "";

  @Nullable String orderDescription;

  @Column(nullable = false)
  String returnUrl = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  PaymentState state = PaymentState.REQUIRES_AUTHENTICATION;

  /** SHA-256 of the cookie that the payment is bound to. */
  byte @Nullable [] browserHash;

  /** SHA-256 of the cookie of a browser that goes on with what another began. */
  byte @Nullable [] elsewhereHash;

  /** True once the proofs held in that browser. */
  @Column(nullable = false)
  boolean elsewhere;

  /** The long-lived cookie's identifier, from the moment of proof. */
  @Nullable UUID browserId;

  @Column(nullable = false)
  boolean newBrowser;

  /** Who proved it; beside an open state, the card is still to be chosen. */
  @Nullable UUID payerId;

  /** Beside an open state, what its payer chose before a better proof was wanted. */
  @Nullable UUID cardId;

  @Nullable UUID bankId;
  @Nullable UUID messageId;

  /** No password is taken any more. */
  @Column(nullable = false)
  boolean signedOnly;

  /** No single factor is taken any more. */
  @Column(nullable = false)
  boolean proofFailed;

  @Enumerated(EnumType.STRING)
  @Nullable Retry retry;

  /** Set where the vault itself declined. */
  @Enumerated(EnumType.STRING)
  @Nullable Hindrance refusedFor;

  @Enumerated(EnumType.STRING)
  @Nullable Reversal reversal;

  @Column(nullable = false)
  long authorized;

  @Column(nullable = false)
  long captured;

  @Column(nullable = false)
  long refunded;

  /** The sum of refunds that the bank has not answered yet. */
  @Column(nullable = false)
  long refunding;

  @Column(nullable = false)
  Instant createdAt = Instant.EPOCH;

  @Column(nullable = false)
  Instant expiresAt = Instant.EPOCH;

  @Nullable Instant endedAt;

  /** The name that is to pay, by all its index values. */
  AliasIndex name() {
    return new AliasIndex(aliasIndexVersion, aliasIndex, otherIndexes);
  }

  void name(AliasIndex name) {
    aliasIndexVersion = name.version();
    aliasIndex = name.value();
    otherIndexes = name.others();
  }

  /** Takes the name out; what has ended needs it no more. */
  void forgetName() {
    aliasIndex = "";
    otherIndexes = null;
  }

  Money money() {
    return new Money(amount, currency);
  }

  boolean open(Instant now) {
    return state == PaymentState.REQUIRES_AUTHENTICATION && now.isBefore(expiresAt);
  }

  /** Proven and open: its payer is to choose the card. */
  boolean awaitsCard(Instant now) {
    return payerId != null && open(now);
  }

  @Override
  protected String table() {
    return "payment";
  }

  @Override
  protected String rowId() {
    return paymentId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(paymentId)
        .add(merchantId)
        .add((long) aliasIndexVersion)
        .add(aliasIndex)
        .add(amount)
        .add(currency)
        .add(orderReference)
        .add(orderDescription)
        .add(returnUrl)
        .add(state)
        .add(browserHash)
        .add(browserId)
        .add(newBrowser)
        .add(payerId)
        .add(cardId)
        .add(bankId)
        .add(messageId)
        .add(retry)
        .add(reversal)
        .add(authorized)
        .add(captured)
        .add(refunded)
        .add(createdAt)
        .add(expiresAt)
        .add(endedAt);
    // Only where they say something: rows from before these columns check as they are.
    if (otherIndexes != null) {
      deciding.add("otherIndexes").add(otherIndexes);
    }
    if (refusedFor != null) {
      deciding.add(refusedFor);
    }
    if (signedOnly) {
      deciding.add("signedOnly");
    }
    if (proofFailed) {
      deciding.add("proofFailed");
    }
    if (refunding != 0) {
      deciding.add("refunding").add(refunding);
    }
    if (elsewhereHash != null || elsewhere) {
      deciding.add("elsewhere").add(elsewhereHash).add(elsewhere);
    }
  }
}
