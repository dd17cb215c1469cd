package org.cardnym.vault.card;

import java.util.Arrays;

/** Lends plaintext to what seals it, and looks at what comes back. */
final class Lending {
  private Lending() {}

  static byte[] lend(CardPlain plain, CardUse use) {
    byte[] sealed = use.seal(plain, new PlaintextAccess());
    if (plain.pan().standsIn(sealed)) {
      Arrays.fill(sealed, (byte) 0);
      throw new IllegalStateException("what a card is lent to must return sealed bytes");
    }
    return sealed;
  }
}
