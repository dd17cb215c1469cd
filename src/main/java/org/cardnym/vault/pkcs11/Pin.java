package org.cardnym.vault.pkcs11;

import java.util.Arrays;

/** A token's PIN. It does not print, and is wiped on close. */
public final class Pin implements AutoCloseable {
  private final byte[] utf8;

  /**
   * @param utf8 is this one's from now on
   */
  public Pin(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** Where it is read from, each time it is needed. */
  @FunctionalInterface
  public interface Source {
    /**
     * @throws TokenFailure {@link TokenTrouble#PIN_MISSING}
     */
    Pin read() throws TokenFailure;
  }

  /** The bytes themselves, for the token's library alone. */
  byte[] utf8() {
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
