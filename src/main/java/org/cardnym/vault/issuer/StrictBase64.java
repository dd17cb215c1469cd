package org.cardnym.vault.issuer;

import java.util.Base64;

/**
 * Base64url as JOSE writes it (RFC 7515 §2): no padding, no other characters, and one text only for
 * each value.
 */
final class StrictBase64 {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private StrictBase64() {}

  static byte[] decode(String text) throws AnswerRefused {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException otherCharacters) {
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
    // Java's decoder takes padding and stray bits at the end; both would give one value several
    // texts.
    if (!encode(bytes).equals(text)) {
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
    return bytes;
  }

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }
}
