package org.cardnym.vault.audit;

import java.util.HexFormat;

/** The last signed batch: its number, 0 before the first, and its hash. */
final class Head {
  final long number;
  final byte[] hash;

  Head(long number, byte[] hash) {
    this.number = number;
    this.hash = hash;
  }

  /** What stands before the first batch. */
  static Head none() {
    return new Head(0, new byte[32]);
  }

  /** Number and half the hash, which nobody could find another batch for. */
  String name() {
    return number + ":" + hex().substring(0, 32);
  }

  /** The hash in 64 lower-case hexadecimal digits. */
  String hex() {
    return HexFormat.of().formatHex(hash);
  }
}
