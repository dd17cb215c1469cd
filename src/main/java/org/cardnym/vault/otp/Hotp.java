package org.cardnym.vault.otp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The code of a counter: HMAC-SHA-1, dynamic truncation, decimal digits (RFC 4226 §5.3). */
final class Hotp {
  static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;

  private Hotp() {}

  /** {@value #DIGITS} ASCII digits, with leading zeros. */
  static byte[] code(byte[] secret, long counter) {
    byte[] hash = hmac(secret, counter);
    int offset = hash[hash.length - 1] & 0x0f;
    int truncated = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
    String digits = Integer.toString(MODULUS + truncated % MODULUS).substring(1);
    return digits.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hmac(byte[] secret, long counter) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-1", impossible);
    }
  }
}
