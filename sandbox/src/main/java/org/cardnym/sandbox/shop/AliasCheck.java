package org.cardnym.sandbox.shop;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether what was typed as a username may hold a card number: neighbouring groups of digits, in
 * any script, that make 12 to 19 digits whose Luhn sum holds (ISO/IEC 7812-1, annex B). The script
 * on the page and the vault ask the same; a shop asks before its own logs see the text.
 */
final class AliasCheck {
  private static final int MIN = 12;
  private static final int MAX = 19;
  private static final int MAX_CODE = 4;

  /** Numerals that Unicode does not call decimal digits, each row one value from 0 to 9. */
  private static final String[] NUMERALS =
      ("⓿〇洞零 ⓵❶➀➊〡一壱壹幺弌 ⓶❷➁➋〢㒃两二俩倆兩弍弐貮貳贰 ⓷❸➂➌〣三仨叁参參叄弎 ⓸❹➃➍〤亖四肆"
              + " ⓹❺➄➎〥㐅㠪五伍 ⓺❻➅➏〦六陆陸 ⓻❼➆➐〧㭍七拐柒漆 ⓼❽➇➑〨八捌 ⓽❾➈➒〩九廾玖鈎钩")
          .split(" ", -1);

  /** Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Maestro. */
  private static final Pattern SCHEMES =
      Pattern.compile(
          "4(?:\\d{12}|\\d{15}|\\d{18})|(?:5[1-5]\\d\\d|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}|3[47]\\d{13}"
              + "|(?:6011|65\\d\\d|64[4-9]\\d)\\d{12,15}|3(?:0[0-5]|[689]\\d)\\d{11,16}|35(?:2[89]|[3-8]\\d)\\d{12,15}"
              + "|62\\d{14,17}|(?:50|5[6-9]|6[37])\\d{11,17}");

  private AliasCheck() {}

  static boolean looksLikeCard(String typed) {
    for (List<String> run : runs(Normalizer.normalize(typed, Normalizer.Form.NFKC))) {
      for (int first = 0; first < run.size(); first++) {
        if (startsAt(run, first)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsAt(List<String> run, int first) {
    String opening = run.get(first);
    if (opening.length() > MAX) {
      return inside(opening);
    }
    StringBuilder digits = new StringBuilder();
    for (int group = first; group < run.size() && digits.length() <= MAX + MAX_CODE; group++) {
      digits.append(run.get(group));
      if (isNumber(digits) || beforeCode(digits, 3) || beforeCode(digits, MAX_CODE)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(CharSequence digits) {
    return digits.length() >= MIN && digits.length() <= MAX && luhnHolds(digits);
  }

  /** A number with its verification code right behind. */
  private static boolean beforeCode(CharSequence digits, int code) {
    if (digits.length() <= code) {
      return false;
    }
    CharSequence number = digits.subSequence(0, digits.length() - code);
    return SCHEMES.matcher(number).matches() && luhnHolds(number);
  }

  private static boolean inside(String digits) {
    for (int from = 0; from + MIN <= digits.length(); from++) {
      for (int to = from + MIN; to <= Math.min(from + MAX, digits.length()); to++) {
        if (luhnHolds(digits.substring(from, to))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Groups of digits, in runs that letters part. */
  private static List<List<String>> runs(String text) {
    List<List<String>> runs = new ArrayList<>();
    List<String> run = new ArrayList<>();
    StringBuilder group = new StringBuilder();
    for (int letter : (text + " ").codePoints().toArray()) {
      int digit = digit(letter);
      if (digit >= 0) {
        group.append(digit);
        continue;
      }
      if (!group.isEmpty()) {
        run.add(group.toString());
        group.setLength(0);
      }
      if (Character.isLetter(letter)) {
        runs.add(run);
        run = new ArrayList<>();
      }
    }
    runs.add(run);
    return runs;
  }

  private static int digit(int letter) {
    if (Character.getType(letter) == Character.DECIMAL_DIGIT_NUMBER) {
      return Character.digit(letter, 10);
    }
    for (int value = 0; value < NUMERALS.length; value++) {
      if (NUMERALS[value].indexOf(letter) >= 0) {
        return value;
      }
    }
    return -1;
  }

  private static boolean luhnHolds(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}
