package org.cardnym.admin.bank;

import java.util.regex.Pattern;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** The digits that name an issuer (ISO/IEC 7812). */
final class IssuerPrefix {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{6,8}");

  private IssuerPrefix() {}

  /**
   * @throws Failure without an echo if it is anything else: it might be a whole card number
   */
  static String of(String text) {
    if (!DIGITS.matcher(text).matches()) {
      throw new Failure(
          Trouble.INPUT_INVALID, "A range is given by 6 to 8 digits; nothing was sent.");
    }
    return text;
  }
}
