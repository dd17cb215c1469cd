package org.cardnym.vault.payment;

import org.cardnym.vault.card.CardChoice;
import org.jspecify.annotations.Nullable;

/**
 * What a payment will be paid with, or why the vault declines it itself.
 *
 * @param card the payer's card, if there is one that can be used
 * @param refused why the vault declines; null where the amount is held
 */
record Placed(@Nullable CardChoice card, @Nullable Hindrance refused) {
  static Placed held(CardChoice card) {
    return new Placed(card, null);
  }
}
