package org.cardnym.bank.card;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;

/**
 * Digits known to the cardholder and the bank: a verification code or a one-time code. They are
 * compared in constant time, and never print.
 */
public final class SecretDigits {

  private final byte[] ascii;

  private SecretDigits(byte[] ascii) {
    this.ascii = ascii;
  }

  /**
   * @throws IllegalArgumentException if there are not {@code min} to {@code max} ASCII digits; the
   *     text does not quote them
   */
  public static SecretDigits of(String digits, int min, int max) {
    boolean allDigits = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!allDigits || digits.length() < min || digits.length() > max) {
      throw new IllegalArgumentException("not a code");
    }
    return new SecretDigits(digits.getBytes(US_ASCII));
  }

  /** Whether both are the same digits, in a time that depends on the lengths only. */
  public boolean matches(SecretDigits other) {
    return MessageDigest.isEqual(ascii, other.ascii);
  }

  /** A copy of the digits for a keyed hash. */
  public byte[] reveal() {
    return ascii.clone();
  }

  @Override
  public String toString() {
    return "SecretDigits[…]";
  }
}
