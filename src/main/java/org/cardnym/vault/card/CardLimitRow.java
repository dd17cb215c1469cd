package org.cardnym.vault.card;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/**
 * A card's spending limit in one currency. Its lock orders the holds on the card; it counts the
 * holds of its newest day, so that one that was removed past the vault is missed.
 */
@Entity
@Table(name = "card_limit")
@IdClass(CardLimitRow.Key.class)
class CardLimitRow extends GuardedRow {
  /** Payer, card and currency. */
  record Key(UUID payerId, UUID cardId, String currency) implements Serializable {}

  @Id UUID payerId;

  @Id UUID cardId;

  @Id String currency = "";

  @Column(nullable = false)
  long perPayment;

  @Column(nullable = false)
  long perDay;

  /** The newest day with holds; a day that was begun is not left backwards. */
  @Column(nullable = false)
  LocalDate day = LocalDate.EPOCH;

  /** How many holds, live or not, were placed on that day. */
  @Column(nullable = false)
  int dayHolds;

  /** True if these limits would let more be paid than this row does. */
  boolean raisedBy(LimitAsked asked) {
    return asked.perPayment() > perPayment || asked.perDay() > perDay;
  }

  /** Opens the day unless a later one has begun. */
  void open(LocalDate today) {
    if (today.isAfter(day)) {
      day = today;
      dayHolds = 0;
    }
  }

  @Override
  protected String table() {
    return "card_limit";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.CARD, cardId) + "/" + currency;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(payerId)
        .add(cardId)
        .add(currency)
        .add(perPayment)
        .add(perDay)
        .add(day.toString())
        .add((long) dayHolds);
  }
}
