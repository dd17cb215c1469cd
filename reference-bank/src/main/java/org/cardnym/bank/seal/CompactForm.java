package org.cardnym.bank.seal;

import java.util.List;
import org.cardnym.bank.wire.Base64Url;

/**
 * The compact serialization of RFC 7515 and RFC 7516 as parts, each canonical. A payload is among
 * them: it never prints.
 */
final class CompactForm {

  private final List<String> parts;

  private CompactForm(List<String> parts) {
    this.parts = parts;
  }

  /**
   * @throws IllegalArgumentException unless there are exactly {@code count} parts of canonical
   *     base64url
   */
  static CompactForm of(String compact, int count) {
    List<String> parts = List.of(compact.split("\\.", -1));
    if (parts.size() != count) {
      throw new IllegalArgumentException("another number of parts");
    }
    parts.forEach(Base64Url::decode);
    return new CompactForm(parts);
  }

  byte[] decoded(int part) {
    return Base64Url.decode(parts.get(part));
  }

  void requireLength(int part, int bytes) {
    if (decoded(part).length != bytes) {
      throw new IllegalArgumentException("a part has another length");
    }
  }
}
