package org.cardnym.vault.id;

import java.util.UUID;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * TypeID 0.3: a prefix, an underscore, and 128 bits as 26 letters of Crockford's base 32, lower
 * case. Never 12 to 19 digits.
 */
public final class TypeId {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int SUFFIX_LENGTH = 26;

  private TypeId() {}

  /** The wire form, for instance {@code pay_01h455vb4pex5vsknk084sn02q}. */
  public static String of(IdKind kind, UUID id) {
    var text = new StringBuilder(kind.prefix()).append('_');
    // 26 letters carry 130 bits; the first letter holds only the top three.
    for (int letter = SUFFIX_LENGTH - 1; letter >= 0; letter--) {
      text.append(ALPHABET.charAt(fiveBits(id, letter * 5)));
    }
    return text.toString();
  }

  /**
   * Reads a wire form.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} if it is not an identifier of this kind: whatever
   *     it names does not exist
   */
  public static UUID parse(IdKind kind, String text) {
    String prefix = kind.prefix() + "_";
    if (!text.startsWith(prefix) || text.length() != prefix.length() + SUFFIX_LENGTH) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    long high = 0;
    long low = 0;
    for (int i = prefix.length(); i < text.length(); i++) {
      int value = ALPHABET.indexOf(text.charAt(i));
      if (value < 0 || (i == prefix.length() && value > 7)) {
        throw new Refusal(ErrorCode.NOT_FOUND);
      }
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | value;
    }
    return new UUID(high, low);
  }

  private static int fiveBits(UUID id, int fromBit) {
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    long shifted;
    if (fromBit >= 64) {
      shifted = high >>> (fromBit - 64);
    } else if (fromBit == 0) {
      shifted = low;
    } else {
      shifted = (low >>> fromBit) | (high << (64 - fromBit));
    }
    return (int) (shifted & 0x1f);
  }
}
