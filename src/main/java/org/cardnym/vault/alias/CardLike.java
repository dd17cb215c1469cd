package org.cardnym.vault.alias;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds what could be a card number in a text: digits of any script, in groups that anything but
 * letters may part. Any neighbouring groups that make 12 to 19 digits and pass the Luhn check
 * (ISO/IEC 7812-1 annex B) are one, so an expiry or a code typed behind a number hides nothing.
 * Groups of 20 digits and more are searched inside; shorter ones, alone or together, may still be a
 * scheme's number with its verification code right behind.
 */
public final class CardLike {
  private static final int MIN_DIGITS = 12;
  private static final int MAX_DIGITS = 19;

  /** A verification code has three digits, American Express's four. */
  private static final int MAX_CODE = 4;

  /**
   * Ranges and lengths of the schemes: Visa, Mastercard, American Express, Discover, Diners, JCB,
   * UnionPay, Maestro.
   */
  private static final Pattern SCHEMES =
      Pattern.compile(
          "4(?:\\d{12}|\\d{15}|\\d{18})|(?:5[1-5]\\d\\d|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}|3[47]\\d{13}"
              + "|(?:6011|65\\d\\d|64[4-9]\\d)\\d{12,15}|3(?:0[0-5]|[689]\\d)\\d{11,16}|35(?:2[89]|[3-8]\\d)\\d{12,15}"
              + "|62\\d{14,17}|(?:50|5[6-9]|6[37])\\d{11,17}");

  private CardLike() {}

  /**
   * True if the text holds what could be a card number of any scheme: for names, which never need
   * one.
   */
  public static boolean test(String text) {
    return any(text, CardLike::luhn);
  }

  /**
   * True if the text holds a number of a known scheme's range and length: for a shop's own texts,
   * whose long numbers are mostly innocent.
   */
  public static boolean isCard(String text) {
    return any(text, CardLike::ofScheme);
  }

  private static boolean ofScheme(CharSequence digits) {
    return SCHEMES.matcher(digits).matches() && luhn(digits);
  }

  private static boolean any(String text, Predicate<CharSequence> number) {
    String plain = Normalizer2.getNFKCInstance().normalize(text);
    for (List<String> run : runs(plain)) {
      for (int first = 0; first < run.size(); first++) {
        if (startsAt(run, first, number)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsAt(List<String> run, int first, Predicate<CharSequence> number) {
    String opening = run.get(first);
    if (opening.length() > MAX_DIGITS) {
      return inside(opening, number);
    }
    var digits = new StringBuilder();
    for (int group = first; group < run.size(); group++) {
      digits.append(run.get(group));
      if (digits.length() > MAX_DIGITS + MAX_CODE) {
        return false;
      }
      if (isNumber(digits, number) || beforeCode(digits, 3) || beforeCode(digits, MAX_CODE)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(CharSequence digits, Predicate<CharSequence> number) {
    return digits.length() >= MIN_DIGITS && digits.length() <= MAX_DIGITS && number.test(digits);
  }

  private static boolean beforeCode(CharSequence digits, int code) {
    return digits.length() > code && ofScheme(digits.subSequence(0, digits.length() - code));
  }

  private static boolean inside(String digits, Predicate<CharSequence> number) {
    for (int from = 0; from + MIN_DIGITS <= digits.length(); from++) {
      int longest = Math.min(MAX_DIGITS, digits.length() - from);
      for (int length = MIN_DIGITS; length <= longest; length++) {
        if (number.test(digits.subSequence(from, from + length))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Runs that letters part, each as its groups of digits in ASCII. */
  private static List<List<String>> runs(String text) {
    var runs = new ArrayList<List<String>>();
    List<String> run = new ArrayList<>();
    var group = new StringBuilder();
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int digit = digit(text.codePointAt(at));
      if (digit >= 0) {
        group.append((char) ('0' + digit));
        continue;
      }
      close(group, run);
      if (Character.isLetter(text.codePointAt(at))) {
        runs.add(run);
        run = new ArrayList<>();
      }
    }
    close(group, run);
    runs.add(run);
    return runs;
  }

  private static void close(StringBuilder group, List<String> run) {
    if (!group.isEmpty()) {
      run.add(group.toString());
      group.setLength(0);
    }
  }

  /** The value of a digit in any script, Han among them, or -1. */
  private static int digit(int codePoint) {
    double value = UCharacter.getUnicodeNumericValue(codePoint);
    return value >= 0 && value <= 9 && value == Math.rint(value) ? (int) value : -1;
  }

  private static boolean luhn(CharSequence digits) {
    int sum = 0;
    for (int place = 0; place < digits.length(); place++) {
      int digit = digits.charAt(digits.length() - 1 - place) - '0';
      int weighed = place % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
