package org.cardnym.vault.card;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** What one payment holds of a card's limit, on the day it was placed. */
@Entity
@Table(name = "card_hold")
@IdClass(HoldRow.Key.class)
class HoldRow extends GuardedRow {
  /** Payer and payment: a payment has one hold at most. */
  record Key(UUID payerId, UUID paymentId) implements Serializable {}

  enum State {
    LIVE,
    USED,
    RELEASED
  }

  @Id UUID payerId;

  @Id UUID paymentId;

  @Column(nullable = false)
  UUID cardId;

  @Column(nullable = false)
  String currency = "";

  @Column(nullable = false)
  long amount;

  @Column(nullable = false)
  LocalDate day = LocalDate.EPOCH;

  @Column(nullable = false)
  boolean newBrowser;

  @Column(nullable = false)
  boolean newShop;

  @Column(nullable = false)
  boolean signed;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  State state = State.LIVE;

  @Column(nullable = false)
  Instant placedAt = Instant.EPOCH;

  boolean counts() {
    return state != State.RELEASED;
  }

  @Override
  protected String table() {
    return "card_hold";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.PAYMENT, paymentId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(payerId)
        .add(paymentId)
        .add(cardId)
        .add(currency)
        .add(amount)
        .add(day.toString())
        .add(newBrowser)
        .add(state)
        .add(placedAt);
    // Only where they say something: rows from before these columns check as they are.
    if (newShop) {
      deciding.add("newShop");
    }
    if (signed) {
      deciding.add("signed");
    }
  }
}
