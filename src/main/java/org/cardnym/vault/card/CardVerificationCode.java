package org.cardnym.vault.card;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.Arrays;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The three or four digits printed on a card. They live from the request that brings them to the
 * message that carries them, and are never stored (PCI DSS 3.3.1.2). Does not print.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.NONE,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
final class CardVerificationCode implements AutoCloseable {
  private final byte[] digits;

  private CardVerificationCode(byte[] digits) {
    this.digits = digits;
  }

  /**
   * Takes ASCII digits; the caller's array stays the caller's to wipe.
   *
   * @throws Refusal {@link ErrorCode#CARD_NOT_ADDED} if they are not three or four digits
   */
  static CardVerificationCode of(byte[] digits) {
    if (digits.length < 3 || digits.length > 4) {
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    }
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        throw new Refusal(ErrorCode.CARD_NOT_ADDED);
      }
    }
    return new CardVerificationCode(digits.clone());
  }

  /** A copy of the ASCII digits, the taker's to wipe. */
  byte[] digits() {
    return digits.clone();
  }

  @Override
  public void close() {
    Arrays.fill(digits, (byte) 0);
  }

  @Override
  public String toString() {
    return "CardVerificationCode";
  }
}
