package org.cardnym.admin.secret;

import java.util.Arrays;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** A token's PIN: UTF-8, wiped on close, never printed. */
public final class Pin implements AutoCloseable {
  /** Bytes. */
  private static final int LONGEST = 255;

  private final byte[] utf8;

  /**
   * @param utf8 without a line end; is this one's from now on
   * @throws Failure {@link Trouble#INPUT_INVALID} for none, or one that is too long
   */
  public Pin(byte[] utf8) {
    if (utf8.length == 0 || utf8.length > LONGEST) {
      throw new Failure(Trouble.INPUT_INVALID, "A PIN has 1 to " + LONGEST + " bytes.");
    }
    this.utf8 = utf8;
  }

  /** The bytes themselves, for the token's library; close wipes them. */
  public byte[] utf8() {
    return utf8;
  }

  @Override
  public void close() {
    Arrays.fill(utf8, (byte) 0);
  }

  @Override
  public String toString() {
    return "Pin(hidden)";
  }
}
