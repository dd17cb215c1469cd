package org.cardnym.vault.password;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * A password as somebody typed it, prepared by the PRECIS profile OpaqueString (RFC 8265 §4.2).
 * Does not print; wiped by {@link #close}. What can't be prepared is a password still, one that is
 * right for nobody.
 */
public final class Password implements AutoCloseable {
  /** The most code points that are looked at; longer ones are unfit whatever they hold. */
  static final int MAX_LENGTH = 128;

  private final byte[] utf8;
  private final int length;
  private final boolean fit;

  private Password(String text, boolean fit) {
    this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    this.length = text.codePointCount(0, text.length());
    this.fit = fit;
  }

  /**
   * Takes what was typed; never fails. The text itself is left to the collector: keep no other
   * reference to it.
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Password typed(String text) {
    int length = text.codePointCount(0, text.length());
    if (length > MAX_LENGTH) {
      return new Password(text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH + 1)), false);
    }
    try {
      return new Password(PrecisProfiles.OPAQUE_STRING.enforce(text), true);
    } catch (IllegalArgumentException notOpaqueString) {
      return new Password(text, false);
    }
  }

  /**
   * False if OpaqueString does not allow it: empty, too long, with control or unassigned
   * characters.
   */
  boolean fit() {
    return fit;
  }

  /** Code points after preparation. */
  int length() {
    return length;
  }

  byte[] utf8() {
    return utf8;
  }

  @Override
  public void close() {
    Arrays.fill(utf8, (byte) 0);
  }

  @Override
  public String toString() {
    return "Password";
  }
}
