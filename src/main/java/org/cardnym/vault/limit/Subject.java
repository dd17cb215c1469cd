package org.cardnym.vault.limit;

import java.util.List;

/**
 * Whom or what a limit counts, as keyed hashes of 32 bytes; only {@link Subjects} makes one, so
 * nothing is counted in clear. While a key is being replaced it has one under each version that
 * lives, always in the same order, and is counted under all: a new key gives nobody tries back.
 */
public final class Subject {
  private final List<byte[]> hashes;

  Subject(List<byte[]> hashes) {
    this.hashes = hashes.stream().map(byte[]::clone).toList();
  }

  List<byte[]> hashes() {
    return hashes.stream().map(byte[]::clone).toList();
  }

  /** Under the oldest version. */
  byte[] hash() {
    return hashes.getFirst().clone();
  }
}
