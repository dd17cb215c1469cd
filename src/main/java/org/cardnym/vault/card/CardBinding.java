package org.cardnym.vault.card;

import java.util.UUID;
import org.cardnym.vault.keys.AssociatedData;

/**
 * What a card's ciphertexts are bound to, so that none opens in another row, for another payer, or
 * for another bank.
 */
record CardBinding(UUID payerId, UUID cardId, UUID bankId) {
  /** Binds the wrapped data key to its card. */
  AssociatedData owner() {
    return AssociatedData.of("card").with(payerId).with(cardId);
  }

  /** Binds the record: format, payer, card, purpose, bank. */
  AssociatedData record() {
    return AssociatedData.of("card-record/1")
        .with(payerId)
        .with(cardId)
        .with("payment")
        .with(bankId);
  }

  /** Names, to the payer's key, what the payer may see of this card. */
  String display() {
    return "card-display/2/" + cardId;
  }

  /** Names, to the payer's key, what the payer calls this card. */
  String nickname() {
    return "card-nickname/1/" + cardId;
  }
}
