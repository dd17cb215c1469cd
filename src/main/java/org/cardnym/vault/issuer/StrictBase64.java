package org.cardnym.vault.issuer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url as JOSE writes it (RFC 7515 §2): no padding, no other characters, and one text only for
 * each value.
 */
final class StrictBase64 {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private StrictBase64() {}

  static byte[] decode(String text) throws AnswerRefused {
    // What is not ASCII becomes a character that base64url has not.
    return decode(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The same without a text; what was read on the way is wiped. */
  static byte[] decode(byte[] ascii) throws AnswerRefused {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(ascii);
    } catch (IllegalArgumentException otherCharacters) {
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
    // Java's decoder takes padding and stray bits at the end; both would give one value several
    // texts.
    byte[] again = ENCODER.encode(bytes);
    boolean only = Arrays.equals(again, ascii);
    Arrays.fill(again, (byte) 0);
    if (!only) {
      Arrays.fill(bytes, (byte) 0);
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
    return bytes;
  }

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }
}
