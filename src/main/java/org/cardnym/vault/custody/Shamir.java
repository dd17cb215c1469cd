package org.cardnym.vault.custody;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/**
 * Shamir's scheme over GF(256) with the polynomial of AES, byte by byte, as Bouncy Castle has it. A
 * share's index is its x.
 */
final class Shamir {
  private Shamir() {}

  /** What was split, if these are enough of its shares; else bytes that say nothing of it. */
  static byte[] combine(Collection<Share> shares) {
    ShamirSplitSecretShare[] points =
        shares.stream().map(Shamir::point).toArray(ShamirSplitSecretShare[]::new);
    try {
      return ShamirSplitSecret.getInstance(ShamirSecretSplitter.Algorithm.AES, points).getSecret();
    } catch (IOException impossible) {
      throw new IllegalStateException("shares are in memory", impossible);
    }
  }

  /** The library keeps a copy of its own, which nobody can wipe; ours is. */
  private static ShamirSplitSecretShare point(Share share) {
    byte[] bytes = share.bytes();
    try {
      return new ShamirSplitSecretShare(bytes, share.index());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
