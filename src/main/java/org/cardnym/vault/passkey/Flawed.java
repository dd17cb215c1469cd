package org.cardnym.vault.passkey;

/** An answer that does not hold; its cause is dropped, since it quotes what was given. */
final class Flawed extends Exception {
  private static final long serialVersionUID = 1L;

  private final Flaw flaw;

  Flawed(Flaw flaw) {
    super(flaw.name(), null, false, false);
    this.flaw = flaw;
  }

  Flaw flaw() {
    return flaw;
  }

  static void unless(boolean holds, Flaw flaw) throws Flawed {
    if (!holds) {
      throw new Flawed(flaw);
    }
  }
}
