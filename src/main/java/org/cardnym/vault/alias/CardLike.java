package org.cardnym.vault.alias;

/** Finds what could be a card number in a text. */
public final class CardLike {
  private CardLike() {}

  /** True if the text holds 12 to 19 digits, of any script and however spaced, that pass the Luhn check. */
  public static boolean test(String text) {
    throw new UnsupportedOperationException();
  }
}
