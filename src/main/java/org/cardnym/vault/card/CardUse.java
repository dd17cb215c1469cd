package org.cardnym.vault.card;

/** What plaintext is lent to. */
@FunctionalInterface
public interface CardUse {
  /**
   * Seals a card for its bank.
   *
   * @param plain readable until this method returns, then wiped
   * @return sealed bytes; plaintext among them is refused
   */
  byte[] seal(CardPlain plain, PlaintextAccess access);
}
