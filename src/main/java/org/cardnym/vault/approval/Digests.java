package org.cardnym.vault.approval;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What passkeys sign here: SHA-256 over an act and its parts. */
final class Digests {
  private Digests() {}

  /** Each part with its length before it, so that no two acts are the same bytes. */
  static byte[] of(String act, String... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      part(sha256, "cardnym/approval/" + act);
      List.of(parts).forEach(part -> part(sha256, part));
      return sha256.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** A plain SHA-256, for what is kept only to be recognised. */
  static byte[] of(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static void part(MessageDigest sha256, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    sha256.update(bytes);
  }
}
