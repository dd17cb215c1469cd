package org.cardnym.vault.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what looks like a card number (ISO/IEC 7812-1): 12 to 19 digits, perhaps spaced, whose Luhn
 * sum is right.
 */
final class CardShape {
  private static final Pattern DIGITS =
      Pattern.compile("(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9]){11,18}(?![0-9A-Za-z])");

  private CardShape() {}

  static boolean in(String text) {
    return DIGITS.matcher(text).results().anyMatch(run -> luhn(run.group()));
  }

  static String masked(String text) {
    return DIGITS
        .matcher(text)
        .replaceAll(
            run -> luhn(run.group()) ? "(withheld)" : Matcher.quoteReplacement(run.group()));
  }

  private static boolean luhn(String run) {
    int sum = 0;
    boolean twice = false;
    for (int i = run.length() - 1; i >= 0; i--) {
      int digit = Character.digit(run.charAt(i), 10);
      if (digit >= 0) {
        int value = twice ? digit * 2 : digit;
        sum += value > 9 ? value - 9 : value;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }
}
