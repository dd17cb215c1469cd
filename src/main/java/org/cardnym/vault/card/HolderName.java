package org.cardnym.vault.card;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.text.CodePoints;

/**
 * The name printed on a card: checked before it becomes a text, as some type the number into the
 * wrong field.
 */
final class HolderName {
  private static final int MAX_CODE_POINTS = 64;
  private static final int MAX_DIGITS = 4;

  private HolderName() {}

  /**
   * The name in normal form C, without spaces around it.
   *
   * @throws Refusal {@link ErrorCode#CARD_NOT_ADDED} if it is empty, too long, looks like a number
   *     or holds what does not print
   */
  static String of(CharBuffer typed) {
    int digits = 0;
    int points = 0;
    for (int at = 0, point; at < typed.length(); at += Character.charCount(point)) {
      point = Character.codePointAt(typed, at);
      points++;
      digits += Character.isDigit(point) ? 1 : 0;
      if (points > MAX_CODE_POINTS || digits > MAX_DIGITS || !CodePoints.printable(point)) {
        throw new Refusal(ErrorCode.CARD_NOT_ADDED);
      }
    }
    String name = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
    if (name.isEmpty()
        || name.getBytes(StandardCharsets.UTF_8).length > CardRecord.MAX_NAME_BYTES) {
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    }
    return name;
  }
}
