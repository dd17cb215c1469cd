package org.cardnym.bench.verdict;

import java.math.BigInteger;
import java.util.UUID;

/** Identifiers as the wire spells them: a prefix, and a UUID in Crockford's base32. */
final class TypeIds {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LETTERS = 26;

  private TypeIds() {}

  static String of(String prefix, UUID id) {
    BigInteger number =
        new BigInteger(Long.toUnsignedString(id.getMostSignificantBits()))
            .shiftLeft(64)
            .or(new BigInteger(Long.toUnsignedString(id.getLeastSignificantBits())));
    StringBuilder text = new StringBuilder();
    for (int letter = LETTERS - 1; letter >= 0; letter--) {
      text.append(ALPHABET.charAt(number.shiftRight(5 * letter).intValue() & 31));
    }
    return prefix + "_" + text;
  }
}
