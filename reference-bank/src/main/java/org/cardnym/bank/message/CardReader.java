package org.cardnym.bank.message;

import java.time.YearMonth;
import java.util.Set;
import java.util.regex.Pattern;
import org.cardnym.bank.card.Card;
import org.cardnym.bank.card.HolderName;
import org.cardnym.bank.card.Pan;
import org.cardnym.bank.card.SecretDigits;

/** Reads the {@code card} of an authorization or a verification. */
final class CardReader {

  private static final Pattern EXPIRY = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
  private static final Set<String> GENDERS = Set.of("female", "male", "other");
  private static final int LONGEST_NAME = 140;

  private CardReader() {}

  static Card card(Members card) {
    if (card.has("gender") && !GENDERS.contains(card.text("gender", 1, LONGEST_NAME))) {
      throw Members.malformed();
    }
    return new Card(
        card.parsed("number", Pan::of),
        YearMonth.parse(card.text("expiry", EXPIRY)),
        new HolderName(card.text("holderName", 1, LONGEST_NAME)));
  }

  static SecretDigits verificationCode(Members card) {
    return card.parsed("verificationCode", digits -> SecretDigits.of(digits, 3, 4));
  }

  /**
   * Only a verification may carry a verification code (section 4); elsewhere it is refused, not
   * ignored.
   */
  static void requireNoVerificationCode(Members card) {
    if (card.has("verificationCode")) {
      throw Members.malformed();
    }
  }
}
