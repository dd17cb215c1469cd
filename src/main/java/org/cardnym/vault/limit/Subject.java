package org.cardnym.vault.limit;

/**
 * Whom or what a limit counts, as a keyed hash of 32 bytes; only {@link Subjects} makes one, so
 * nothing is counted in clear.
 */
public final class Subject {
  private final byte[] hash;

  Subject(byte[] hash) {
    this.hash = hash;
  }

  byte[] hash() {
    return hash.clone();
  }
}
