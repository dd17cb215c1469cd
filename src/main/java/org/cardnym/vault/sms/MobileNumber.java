package org.cardnym.vault.sms;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * A number of E.164: a plus, the country's code, 15 digits at most. Does not print.
 *
 * <p>The plus is asked for, since without it a number is one thing in each country, and a card's
 * number could be one.
 */
final class MobileNumber {
  /** What people put between digits. */
  private static final String GAPS = "[\\p{Z}\\s().\\-\\u2010-\\u2015/]";

  private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{7,14}");
  private static final int LONGEST_TYPED = 64;
  private static final int SHOWN = 3;

  private final String text;

  private MobileNumber(String text) {
    this.text = text;
  }

  /**
   * Takes a number as typed, with any gaps, and {@code 00} for the plus.
   *
   * @throws Refusal {@link ErrorCode#MOBILE_UNFIT}
   */
  static MobileNumber typed(String typed) {
    if (typed.length() > LONGEST_TYPED) {
      throw new Refusal(ErrorCode.MOBILE_UNFIT);
    }
    String plain =
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
            .replaceAll(GAPS, "")
            .replaceFirst("^00", "+");
    return stored(plain);
  }

  /** Takes what {@link #text} gave. */
  static MobileNumber stored(String text) {
    if (!INTERNATIONAL.matcher(text).matches()) {
      throw new Refusal(ErrorCode.MOBILE_UNFIT);
    }
    return new MobileNumber(text);
  }

  /** For instance {@code +4915123456789}. */
  String text() {
    return text;
  }

  /** The last digits, by which its owner knows it. */
  String end() {
    return text.substring(text.length() - SHOWN);
  }

  @Override
  public String toString() {
    return "MobileNumber";
  }
}
