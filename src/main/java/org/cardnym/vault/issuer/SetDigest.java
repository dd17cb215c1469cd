package org.cardnym.vault.issuer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a set of rows, for a guarded row to hold: numbers have eight bytes, texts their
 * length before them.
 */
final class SetDigest {
  private static final long ABSENT = -1;

  private final MessageDigest sha256;

  private SetDigest(MessageDigest sha256) {
    this.sha256 = sha256;
  }

  /**
   * @param format names what follows, and its version
   */
  static SetDigest of(String format) {
    try {
      return new SetDigest(MessageDigest.getInstance("SHA-256")).add(format);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  SetDigest add(long number) {
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    return this;
  }

  SetDigest add(UUID id) {
    return add(id.getMostSignificantBits()).add(id.getLeastSignificantBits());
  }

  SetDigest add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    sha256.update(bytes);
    return this;
  }

  SetDigest add(@Nullable Instant time) {
    return time == null ? add(ABSENT) : add(time.getNano()).add(time.getEpochSecond());
  }

  byte[] bytes() {
    return sha256.digest();
  }
}
