package org.cardnym.admin.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/**
 * The passphrase that seals a root key: kept as UTF-8 of its NFC form, wiped on close, never
 * printed.
 */
public final class Passphrase implements AutoCloseable {
  /** Code points; NIST SP 800-63B-4 section 3.1.1.2 asks for 15 where it is the only factor. */
  static final int SHORTEST = 15;

  /** Code points. */
  static final int LONGEST = 1_000;

  private final byte[] utf8;

  private Passphrase(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * @param typed without a line end
   * @throws Failure if it is too short or long, or holds control characters, which the systems it
   *     is typed into later would treat differently
   */
  public static Passphrase of(CharSequence typed) {
    String composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
    int length = composed.codePointCount(0, composed.length());
    if (length < SHORTEST) {
      throw unfit("The passphrase is too short: it has " + length + " characters.");
    }
    if (length > LONGEST) {
      throw unfit("The passphrase is too long: " + LONGEST + " characters are the most.");
    }
    if (composed.codePoints().anyMatch(Character::isISOControl)) {
      throw unfit("The passphrase holds a control character, such as a tab or a carriage return.");
    }
    return new Passphrase(encode(composed));
  }

  /** A copy that the caller wipes. */
  public byte[] utf8() {
    return utf8.clone();
  }

  /** Whether both were typed alike. */
  public boolean isSameAs(Passphrase other) {
    return Arrays.equals(utf8, other.utf8);
  }

  @Override
  public void close() {
    Arrays.fill(utf8, (byte) 0);
  }

  @Override
  public String toString() {
    return "Passphrase(hidden)";
  }

  private static byte[] encode(String composed) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(composed));
      byte[] utf8 = Arrays.copyOf(encoded.array(), encoded.limit());
      Arrays.fill(encoded.array(), (byte) 0);
      return utf8;
    } catch (CharacterCodingException unpairedSurrogate) {
      throw unfit("The passphrase is not well-formed text.");
    }
  }

  private static Failure unfit(String what) {
    return new Failure(Trouble.PASSPHRASE_UNFIT, what);
  }
}
