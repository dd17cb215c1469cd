package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;

/** Reads messages that hold a card, for the room that has opened them. */
@ApplicationScoped
public class CardMessages {
  private final EnteredCards cards;

  CardMessages(EnteredCards cards) {
    this.cards = cards;
  }

  /**
   * Reads one; the caller's array stays the caller's to wipe.
   *
   * @return what the taker closes
   * @throws org.cardnym.vault.refusal.Refusal MALFORMED
   */
  public CardMessage read(byte[] utf8) {
    return CardMessage.read(utf8, cards);
  }
}
