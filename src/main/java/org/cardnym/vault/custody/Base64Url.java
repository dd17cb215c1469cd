package org.cardnym.vault.custody;

import java.util.Base64;

/** Base64url without padding (RFC 4648 section 5), in the one spelling that each value has. */
final class Base64Url {
  private Base64Url() {}

  /**
   * @throws IllegalArgumentException if the text is not the encoding of so many bytes
   */
  static byte[] decode(String text, int length) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length != length
        || !Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not " + length + " bytes in base64url");
    }
    return bytes;
  }
}
