package org.cardnym.admin.rootkey;

import java.util.Base64;

/** Base64url without padding (RFC 4648 section 5), in the one spelling each value has. */
final class Base64Url {
  private Base64Url() {}

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @param length bytes expected
   * @throws IllegalArgumentException if the text is not the encoding of so many bytes
   */
  static byte[] decode(String text, int length) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length != length || !encode(bytes).equals(text)) {
      throw new IllegalArgumentException("not " + length + " bytes in base64url");
    }
    return bytes;
  }
}
