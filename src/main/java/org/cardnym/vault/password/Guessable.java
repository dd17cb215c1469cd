package org.cardnym.vault.password;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a guesser tries first: listed words, also dressed up; repetitions, runs, keyboard walks,
 * dates (SP 800-63B-4 §3.1.1.2).
 */
final class Guessable {
  private static final List<String> WALKS =
      List.of(
          "1234567890qwertyuiopasdfghjklzxcvbnm",
          "1234567890qwertzuiopasdfghjklyxcvbnm",
          "1234567890azertyuiopqsdfghjklmwxcvbn",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
          "qazwsxedcrfvtgbyhnujmikolp");
  private static final int DRESSING = 5;
  private static final int SHORT_UNIT = 4;

  private Guessable() {}

  /** Judges a prepared password of at least eight code points. */
  static boolean test(String password, Predicate<String> listed) {
    String folded = password.toLowerCase(Locale.ROOT);
    return listedForm(folded, listed)
        || repeats(folded, listed)
        || folded.chars().distinct().count() < 3
        || run(folded)
        || walk(folded)
        || date(folded.replaceAll("[-./ ]", ""));
  }

  private static boolean listedForm(String folded, Predicate<String> listed) {
    String undressed = undressed(folded);
    return listed.test(folded)
        || listed.test(undressed)
        || listed.test(spelled(folded, 'i'))
        || listed.test(spelled(folded, 'l'))
        || listed.test(spelled(undressed, 'i'))
        || listed.test(spelled(undressed, 'l'));
  }

  /**
   * Without the few digits and signs that people put around a word; the word itself is left whole.
   */
  private static String undressed(String folded) {
    String core = folded.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    return folded.length() - core.length() <= DRESSING ? core : folded;
  }

  /** With letters where digits and signs stand for them. */
  private static String spelled(String folded, char one) {
    return folded
        .replace('@', 'a')
        .replace('4', 'a')
        .replace('3', 'e')
        .replace('0', 'o')
        .replace('$', 's')
        .replace('5', 's')
        .replace('7', 't')
        .replace('!', 'i')
        .replace('1', one);
  }

  /** One unit over and over, where the unit is short or listed. */
  private static boolean repeats(String folded, Predicate<String> listed) {
    for (int unit = 1; unit <= folded.length() / 2; unit++) {
      boolean periodic = folded.regionMatches(unit, folded, 0, folded.length() - unit);
      if (periodic && (unit <= SHORT_UNIT || listed.test(folded.substring(0, unit)))) {
        return true;
      }
    }
    return false;
  }

  /** Neighbours in the alphabet or in the digits, one way. */
  private static boolean run(String folded) {
    int step = folded.charAt(1) - folded.charAt(0);
    for (int i = 2; i < folded.length(); i++) {
      if (folded.charAt(i) - folded.charAt(i - 1) != step) {
        return false;
      }
    }
    return Math.abs(step) <= 1;
  }

  private static boolean walk(String folded) {
    String backwards = new StringBuilder(folded).reverse().toString();
    return WALKS.stream().anyMatch(walk -> walk.contains(folded) || walk.contains(backwards));
  }

  private static boolean date(String digits) {
    return digits.matches("[0-9]{8}")
        && (day(digits, 0, 4, 6) || day(digits, 4, 2, 0) || day(digits, 4, 0, 2));
  }

  private static boolean day(String digits, int yearAt, int monthAt, int dayAt) {
    int year = Integer.parseInt(digits, yearAt, yearAt + 4, 10);
    try {
      LocalDate.of(
          year,
          Integer.parseInt(digits, monthAt, monthAt + 2, 10),
          Integer.parseInt(digits, dayAt, dayAt + 2, 10));
      return year >= 1900 && year < 2100;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }
}
