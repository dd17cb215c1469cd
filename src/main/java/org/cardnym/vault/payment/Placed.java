package org.cardnym.vault.payment;

import org.cardnym.vault.card.CardChoice;
import org.jspecify.annotations.Nullable;

/**
 * What a payment will be paid with, or why the vault declines it itself.
 *
 * @param card the payer's card, if there is one that can be used
 * @param declined what may help, where the vault declines; null where the amount is held
 * @param reason for the trail
 */
record Placed(@Nullable CardChoice card, @Nullable Retry declined, String reason) {
  static Placed held(CardChoice card) {
    return new Placed(card, null, "held");
  }
}
