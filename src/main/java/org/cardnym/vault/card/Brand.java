package org.cardnym.vault.card;

import java.util.Arrays;
import java.util.Locale;

/**
 * The scheme a number belongs to, by its first digits; for the payer's eye only, it decides
 * nothing.
 */
public enum Brand {
  VISA,
  MASTERCARD,
  AMERICAN_EXPRESS,
  DISCOVER,
  DINERS_CLUB,
  JCB,
  UNIONPAY,
  OTHER;

  /** The name on the wire, for instance {@code american_express}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The brand of a wire name; one that is not known any more is {@link #OTHER}. */
  static Brand of(String wire) {
    return Arrays.stream(values()).filter(b -> b.wire().equals(wire)).findFirst().orElse(OTHER);
  }

  static Brand of(Pan pan) {
    int first = Integer.parseInt(pan.routingPrefix().substring(0, 4));
    if (first / 1000 == 4) {
      return VISA;
    }
    if (between(first, 5100, 5599) || between(first, 2221, 2720)) {
      return MASTERCARD;
    }
    if (between(first, 3400, 3499) || between(first, 3700, 3799)) {
      return AMERICAN_EXPRESS;
    }
    if (between(first, 3528, 3589)) {
      return JCB;
    }
    if (between(first, 3000, 3059)
        || first == 3095
        || between(first, 3600, 3699)
        || between(first, 3800, 3999)) {
      return DINERS_CLUB;
    }
    if (first == 6011 || between(first, 6440, 6599)) {
      return DISCOVER;
    }
    return between(first, 6200, 6299) ? UNIONPAY : OTHER;
  }

  private static boolean between(int value, int low, int high) {
    return value >= low && value <= high;
  }
}
