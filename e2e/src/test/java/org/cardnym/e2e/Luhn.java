package org.cardnym.e2e;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds what may be a card number: 13 to 19 digits, spaced or not, whose Luhn sum holds (ISO/IEC
 * 7812-1, annex B).
 */
final class Luhn {
  private static final Pattern DIGITS =
      Pattern.compile("(?<![0-9])(?:[0-9] ?){12,18}[0-9](?![0-9])");

  private Luhn() {}

  static List<String> cardNumbers(String text) {
    return DIGITS
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(found -> holds(found.replace(" ", "")))
        .toList();
  }

  static boolean holds(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}
