package org.cardnym.vault.otp;

/** Base 32 without padding (RFC 4648 §6), the alphabet that authenticator apps read. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    var text = new StringBuilder((bytes.length * 8 + BITS - 1) / BITS);
    for (int bit = 0; bit < bytes.length * 8; bit += BITS) {
      text.append(ALPHABET.charAt(fiveBits(bytes, bit)));
    }
    return text.toString();
  }

  private static int fiveBits(byte[] bytes, int from) {
    int first = bytes[from / 8] & 0xff;
    int second = from / 8 + 1 < bytes.length ? bytes[from / 8 + 1] & 0xff : 0;
    return ((first << 8 | second) >>> (16 - BITS - from % 8)) & 0x1f;
  }
}
