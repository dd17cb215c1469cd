package org.cardnym.vault.payment;

import org.cardnym.vault.card.CardView;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.jspecify.annotations.Nullable;

/**
 * A card that a proven payment may be paid with, as its payer is asked. Does not print.
 *
 * @param nickname what the payer calls it, or null
 * @param brand on the wire, for instance {@code american_express}
 * @param preferred true for the one that pays where nobody chooses
 */
public record CardOffered(
    String id, @Nullable String nickname, String brand, String lastFour, boolean preferred) {
  static CardOffered of(CardView card) {
    return new CardOffered(
        TypeId.of(IdKind.CARD, card.id()),
        card.nickname(),
        card.display().brand().wire(),
        card.display().lastFour(),
        card.pays());
  }

  @Override
  public String toString() {
    return "CardOffered";
  }
}
