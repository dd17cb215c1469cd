package org.cardnym.bench.rotate;

/** What the vault does while a payment is begun. */
enum Phase {
  /** Nothing else. */
  BEFORE,
  /** Wraps all data keys anew, and is killed at it. */
  DURING,
  /** Nothing else, with the old version still there. */
  AFTER,
  /** The old version is gone. */
  DESTROYED
}
