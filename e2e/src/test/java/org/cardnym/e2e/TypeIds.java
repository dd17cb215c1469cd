package org.cardnym.e2e;

import java.math.BigInteger;
import java.util.UUID;

/** TypeID to UUID: 26 letters of Crockford's base32 after the prefix. */
final class TypeIds {
  private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

  private TypeIds() {}

  static UUID uuid(String typeId) {
    BigInteger bits = BigInteger.ZERO;
    for (char letter : typeId.substring(typeId.lastIndexOf('_') + 1).toCharArray()) {
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(LETTERS.indexOf(letter)));
    }
    return new UUID(bits.shiftRight(64).longValue(), bits.longValue());
  }
}
