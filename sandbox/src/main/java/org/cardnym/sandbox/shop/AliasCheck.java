package org.cardnym.sandbox.shop;

import java.text.Normalizer;

/**
 * Whether what was typed as a username may be a card number: 12 to 19 digits, in any script and
 * spacing, whose Luhn sum holds (ISO/IEC 7812-1, annex B). The shop's script asks the same first.
 */
final class AliasCheck {
  private AliasCheck() {}

  static boolean looksLikeCard(String typed) {
    StringBuilder digits = new StringBuilder();
    String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC);
    for (int letter : plain.codePoints().toArray()) {
      if (Character.getType(letter) == Character.DECIMAL_DIGIT_NUMBER) {
        digits.append(Character.digit(letter, 10));
      } else if (Character.isLetter(letter)) {
        return false;
      }
    }
    return digits.length() >= 12 && digits.length() <= 19 && luhnHolds(digits);
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
