package org.cardnym.vault.card;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * A card number: 12 to 19 digits with a Luhn check digit (ISO/IEC 7812-1 §4, annex B). Does not
 * print, and forgets its digits when closed.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.NONE,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
final class Pan implements AutoCloseable {
  static final int MIN_DIGITS = 12;
  static final int MAX_DIGITS = 19;
  private static final int PREFIX_DIGITS = 8;
  private static final int LAST_DIGITS = 4;
  private static final int MIN_HIDDEN = 6;

  private final byte[] digits;

  private Pan(byte[] digits) {
    this.digits = digits;
  }

  /**
   * Takes ASCII digits; the caller's array stays the caller's to wipe.
   *
   * @throws Refusal {@link ErrorCode#CARD_NOT_ADDED} if they are no card number
   */
  static Pan of(byte[] digits) {
    if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS || !luhn(digits)) {
      throw new Refusal(ErrorCode.CARD_NOT_ADDED);
    }
    return new Pan(digits.clone());
  }

  /** A copy of the ASCII digits, the taker's to wipe. */
  byte[] digits() {
    return digits.clone();
  }

  /**
   * What finds the bank: the first eight digits (ISO/IEC 7812-1:2017 issuer identification number).
   */
  String routingPrefix() {
    return text(0, PREFIX_DIGITS);
  }

  /**
   * The first digits for the payer's eye: six, or fewer where less than six would stay hidden (PCI
   * DSS 3.4.1).
   */
  String displayPrefix() {
    return text(0, Math.min(6, digits.length - LAST_DIGITS - MIN_HIDDEN));
  }

  String lastFour() {
    return text(digits.length - LAST_DIGITS, digits.length);
  }

  boolean is(String number) {
    return Arrays.equals(digits, number.getBytes(StandardCharsets.US_ASCII));
  }

  /** True if the whole number stands somewhere in these bytes, in ASCII. */
  boolean standsIn(byte[] bytes) {
    for (int start = 0; start + digits.length <= bytes.length; start++) {
      if (Arrays.equals(bytes, start, start + digits.length, digits, 0, digits.length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    Arrays.fill(digits, (byte) 0);
  }

  @Override
  public String toString() {
    return "Pan";
  }

  private String text(int from, int to) {
    return new String(digits, from, to - from, StandardCharsets.US_ASCII);
  }

  private static boolean luhn(byte[] digits) {
    int sum = 0;
    for (int i = 0; i < digits.length; i++) {
      int value = digits[digits.length - 1 - i] - '0';
      if (value < 0 || value > 9) {
        return false;
      }
      int weighted = i % 2 == 0 ? value : value * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }
}
