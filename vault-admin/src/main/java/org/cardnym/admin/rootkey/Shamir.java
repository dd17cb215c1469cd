package org.cardnym.admin.rootkey;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Mode;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/**
 * Shamir's scheme over GF(256) with the polynomial of AES, byte by byte, as Bouncy Castle has it. A
 * share's index is its x. The library's own copies can't be wiped.
 */
final class Shamir {
  private Shamir() {}

  /** Shares of the indexes 1, 2, … of a secret of {@link Share#BYTES}. */
  static List<Share> split(
      String id, byte[] secret, int threshold, int count, SecureRandom random) {
    ShamirSecretSplitter splitter =
        new ShamirSecretSplitter(Algorithm.AES, Mode.Native, Share.BYTES, random);
    List<Share> shares = new ArrayList<>();
    try {
      for (ShamirSplitSecretShare point :
          splitter.resplit(secret, threshold, count).getSecretShares()) {
        byte[] bytes = point.getEncoded();
        shares.add(Share.of(id, shares.size() + 1, bytes));
        Arrays.fill(bytes, (byte) 0);
      }
      return shares;
    } catch (IOException e) {
      throw new IllegalStateException("shares are in memory", e);
    }
  }

  /** What was split, if these are enough of its shares; the caller wipes it. */
  static byte[] combine(List<Share> shares) {
    ShamirSplitSecretShare[] points =
        shares.stream()
            .map(share -> new ShamirSplitSecretShare(share.bytes(), share.index()))
            .toArray(ShamirSplitSecretShare[]::new);
    try {
      return ShamirSplitSecret.getInstance(Algorithm.AES, points).getSecret();
    } catch (IOException e) {
      throw new IllegalStateException("shares are in memory", e);
    }
  }
}
