package org.cardnym.admin.rootkey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A share as it is written for its custodian (docs/root-key-file.md §7); wiped on close. */
public final class Share implements AutoCloseable {
  static final int BYTES = 32;
  private static final int CHECKSUM_BYTES = 5;
  private static final int BODY_BYTES = RootKeyHeader.ID_BYTES + 1 + BYTES;
  private static final byte[] PREFIX = "cardnym-share-1:".getBytes(StandardCharsets.US_ASCII);
  private static final int TEXT_BYTES = (BODY_BYTES + CHECKSUM_BYTES) / 3 * 4;

  private final byte[] body;

  private Share(byte[] body) {
    this.body = body;
  }

  static Share of(String id, int index, byte[] bytes) {
    byte[] body = Arrays.copyOf(Base64Url.decode(id, RootKeyHeader.ID_BYTES), BODY_BYTES);
    body[RootKeyHeader.ID_BYTES] = (byte) index;
    System.arraycopy(bytes, 0, body, RootKeyHeader.ID_BYTES + 1, BYTES);
    return new Share(body);
  }

  /**
   * A share whose text holds together; a slip of the pen shows before it is sent anywhere.
   *
   * @param text with or without white space around it
   */
  public static Optional<Share> parse(byte[] text) {
    byte[] encoded = encoded(text);
    byte[] whole = {};
    try {
      if (encoded.length != TEXT_BYTES) {
        return Optional.empty();
      }
      whole = Base64.getUrlDecoder().decode(encoded);
      byte[] body = Arrays.copyOf(whole, BODY_BYTES);
      byte[] checksum = Arrays.copyOf(hash("checksum", body), CHECKSUM_BYTES);
      if (body[RootKeyHeader.ID_BYTES] != 0
          && Arrays.equals(checksum, 0, CHECKSUM_BYTES, whole, BODY_BYTES, whole.length)) {
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

  /** ASCII without a line end; a copy that the caller wipes. */
  public byte[] text() {
    byte[] whole = Arrays.copyOf(body, BODY_BYTES + CHECKSUM_BYTES);
    System.arraycopy(hash("checksum", body), 0, whole, BODY_BYTES, CHECKSUM_BYTES);
    byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(whole);
    byte[] text = Arrays.copyOf(PREFIX, PREFIX.length + encoded.length);
    System.arraycopy(encoded, 0, text, PREFIX.length, encoded.length);
    Arrays.fill(whole, (byte) 0);
    Arrays.fill(encoded, (byte) 0);
    return text;
  }

  int index() {
    return Byte.toUnsignedInt(body[RootKeyHeader.ID_BYTES]);
  }

  /** A copy that the caller wipes. */
  byte[] bytes() {
    return Arrays.copyOfRange(body, RootKeyHeader.ID_BYTES + 1, BODY_BYTES);
  }

  /** By which the root-key file knows it, base64url. */
  String commitment() {
    return Base64Url.encode(hash("commitment", body));
  }

  @Override
  public void close() {
    Arrays.fill(body, (byte) 0);
  }

  @Override
  public String toString() {
    return "Share(hidden)";
  }

  /** What follows the prefix, or nothing. */
  private static byte[] encoded(byte[] text) {
    int from = 0;
    int to = text.length;
    while (from < to && text[from] <= ' ') {
      from++;
    }
    while (to > from && text[to - 1] <= ' ') {
      to--;
    }
    boolean ours =
        to - from >= PREFIX.length
            && Arrays.equals(text, from, from + PREFIX.length, PREFIX, 0, PREFIX.length);
    return ours ? Arrays.copyOfRange(text, from + PREFIX.length, to) : new byte[0];
  }

  private static byte[] hash(String what, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(("cardnym-share-1 " + what + "\n").getBytes(StandardCharsets.US_ASCII));
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }
}
