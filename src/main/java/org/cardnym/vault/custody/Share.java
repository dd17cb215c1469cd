package org.cardnym.vault.custody;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** One custodian's share (docs/root-key-file.md §7). It does not print, and is wiped on close. */
final class Share implements AutoCloseable {
  static final int ID_SIZE = 16;
  private static final int SIZE = 32;
  private static final int CHECKSUM = 5;
  private static final int BODY = ID_SIZE + 1 + SIZE;
  private static final byte[] PREFIX = "cardnym-share-1:".getBytes(StandardCharsets.US_ASCII);

  /** The text after the prefix: 54 bytes in base64url, which fit it without padding. */
  private static final int TEXT = (BODY + CHECKSUM) / 3 * 4;

  private final byte[] body;

  private Share(byte[] body) {
    this.body = body;
  }

  /**
   * Reads a share as its file has it, with or without the line end; makes no copy of it that is not
   * wiped.
   */
  static Optional<Share> parse(byte[] text) {
    int end = text.length > 0 && text[text.length - 1] == '\n' ? text.length - 1 : text.length;
    if (end != PREFIX.length + TEXT
        || !Arrays.equals(text, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
      return Optional.empty();
    }
    byte[] encoded = Arrays.copyOfRange(text, PREFIX.length, end);
    byte[] whole = {};
    try {
      whole = Base64.getUrlDecoder().decode(encoded);
      byte[] body = Arrays.copyOf(whole, BODY);
      byte[] checksum = Arrays.copyOf(hash("checksum", body), CHECKSUM);
      if (body[ID_SIZE] != 0 && Arrays.equals(checksum, 0, CHECKSUM, whole, BODY, whole.length)) {
        return Optional.of(new Share(body));
      }
      Arrays.fill(body, (byte) 0);
      return Optional.empty();
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    } finally {
      Arrays.fill(encoded, (byte) 0);
      Arrays.fill(whole, (byte) 0);
    }
  }

  byte[] id() {
    return Arrays.copyOf(body, ID_SIZE);
  }

  int index() {
    return Byte.toUnsignedInt(body[ID_SIZE]);
  }

  /** A copy of its 32 bytes. */
  byte[] bytes() {
    return Arrays.copyOfRange(body, ID_SIZE + 1, BODY);
  }

  /** By which the root-key file knows it; of 256 random bits a hash tells nothing. */
  byte[] commitment() {
    return hash("commitment", body);
  }

  @Override
  public void close() {
    Arrays.fill(body, (byte) 0);
  }

  @Override
  public String toString() {
    return "Share(hidden)";
  }

  private static byte[] hash(String what, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(("cardnym-share-1 " + what + "\n").getBytes(StandardCharsets.US_ASCII));
      return digest.digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
