package org.cardnym.vault.notice;

import java.util.Locale;
import java.util.UUID;

/**
 * Two digits that the page which asked for a code shows, and the code's mail too, so that whoever
 * is talked into reading a code out sees that another page asked for it (ASVS 5.0 6.6.4). They
 * follow from the code's identifier, are no secret, and decide nothing.
 */
public final class PageNumber {
  private static final int NUMBERS = 100;

  private PageNumber() {}

  /** For instance {@code 07}. */
  public static String of(UUID codeId) {
    int number = Math.floorMod(codeId.getLeastSignificantBits(), NUMBERS);
    return String.format(Locale.ROOT, "%02d", number);
  }
}
