package org.cardnym.vault.payment;

import org.cardnym.vault.card.CardChoice;
import org.cardnym.vault.card.HoldAsk.Counts;
import org.cardnym.vault.card.HoldVerdict;
import org.cardnym.vault.proof.Applied;
import org.jspecify.annotations.Nullable;

/**
 * What a payment will be paid with, or why not.
 *
 * @param card the payer's card, if there is one that can be used
 * @param refused why the vault declines
 * @param wantsSigned true where it is held and declined neither: policy asks for a signed proof
 * @param applied the rule that only a signed proof fulfils, where this one does; else null
 */
record Placed(
    @Nullable CardChoice card,
    @Nullable Hindrance refused,
    boolean wantsSigned,
    @Nullable Applied applied) {
  static Placed of(CardChoice card, HoldVerdict hold) {
    return switch (hold.answer()) {
      case HELD -> new Placed(card, null, false, applied(hold.beyond()));
      case NEEDS_SIGNED -> new Placed(card, null, true, null);
      default -> new Placed(card, Hindrance.of(hold.answer()), false, null);
    };
  }

  static Placed refused(@Nullable CardChoice card, Hindrance why) {
    return new Placed(card, why, false, null);
  }

  private static @Nullable Applied applied(@Nullable Counts beyond) {
    return switch (beyond) {
      case null -> null;
      case ALL -> Applied.SIGNED_OVER_AMOUNT;
      case NEW_SHOPS -> Applied.SIGNED_NEW_SHOP;
      case NEW_BROWSERS -> Applied.SIGNED_NEW_BROWSER;
    };
  }

  /** True where the amount is held on the card. */
  boolean held() {
    return refused == null && !wantsSigned;
  }
}
