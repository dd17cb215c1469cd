package org.cardnym.admin.rootkey;

import java.nio.charset.StandardCharsets;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/**
 * A key in a token, as a root-key file names it.
 *
 * @param token the token's label
 * @param serial its serial number, or empty for any
 * @param key the key's label
 */
public record TokenKeyName(String token, String serial, String key) {
  private static final int LONGEST_TOKEN = 32;
  private static final int LONGEST_SERIAL = 16;
  private static final int LONGEST_KEY = 255;

  public TokenKeyName {
    Members.require(
        plain(token, 1, LONGEST_TOKEN)
            && plain(serial, 0, LONGEST_SERIAL)
            && plain(key, 1, LONGEST_KEY));
  }

  /**
   * @throws Failure {@link Trouble#INPUT_INVALID} for what the format does not allow
   */
  public static TokenKeyName of(String token, String serial, String key) {
    try {
      return new TokenKeyName(token, serial, key);
    } catch (IllegalArgumentException unfit) {
      throw new Failure(
          Trouble.INPUT_INVALID,
          "A token's label has up to 32 bytes, its serial number 16, a key's label 255, and none a"
              + " control character.");
    }
  }

  private static boolean plain(String text, int shortest, int longest) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return length >= shortest
        && length <= longest
        && text.codePoints().noneMatch(Character::isISOControl);
  }
}
