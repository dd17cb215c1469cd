package org.cardnym.vault.account;

import java.text.Normalizer;
import org.cardnym.vault.alias.CardLike;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.text.CodePoints;
import org.jspecify.annotations.Nullable;

/**
 * What a payer may call a card or a passkey: one short line, nothing invisible, nothing that turns
 * the direction of reading, and no card number (PCI DSS 3.5.1).
 */
public final class Nickname {
  /** Code points. */
  static final int MAX_LENGTH = 24;

  /** More than any name of {@value #MAX_LENGTH} code points takes before it is normalized. */
  private static final int MAX_TYPED = 200;

  /** As many as a payer may use to tell cards apart, and far fewer than a number has. */
  private static final int MAX_DIGITS = 4;

  private Nickname() {}

  /**
   * The name in normal form C, without the space around it; null if nothing is left.
   *
   * @throws Refusal {@link ErrorCode#NICKNAME_UNFIT}, {@link ErrorCode#TEXT_LIKE_CARD}
   */
  public static @Nullable String of(String typed) {
    if (typed.length() > MAX_TYPED) {
      throw new Refusal(ErrorCode.NICKNAME_UNFIT);
    }
    String name = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
    // Compatibility forms too: circled digits make a number as well.
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
    if (CardLike.test(name) || plain.codePoints().filter(Character::isDigit).count() > MAX_DIGITS) {
      throw new Refusal(ErrorCode.TEXT_LIKE_CARD);
    }
    if (name.codePointCount(0, name.length()) > MAX_LENGTH
        || !name.codePoints().allMatch(CodePoints::plain)) {
      throw new Refusal(ErrorCode.NICKNAME_UNFIT);
    }
    return name.isEmpty() ? null : name;
  }
}
