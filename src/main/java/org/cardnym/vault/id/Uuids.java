package org.cardnym.vault.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * New identifiers: UUID version 7 (RFC 9562 §5.7), 48 bits of milliseconds, then 74 random bits.
 */
public final class Uuids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Uuids() {}

  public static UUID next(Instant now) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | (RANDOM.nextLong() & 0x0fffL);
    long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /**
   * The one identifier that follows from another under a label: of the same moment, its random bits
   * from SHA-256 over both. Whoever derives it again, on another replica or from a row that was put
   * back, gets the same.
   */
  public static UUID derived(String label, UUID from) {
    byte[] hash = sha256().digest((label + "/" + from).getBytes(StandardCharsets.UTF_8));
    ByteBuffer bits = ByteBuffer.wrap(hash);
    long time = from.getMostSignificantBits() & 0xffff_ffff_ffff_0000L;
    long high = time | 0x7000L | (bits.getLong() & 0x0fffL);
    long low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /**
   * The smallest identifier that {@link #next} could make in this millisecond; before 1970, the
   * smallest of all.
   */
  public static UUID first(Instant millisecond) {
    return new UUID((Math.max(0, millisecond.toEpochMilli()) << 16) | 0x7000L, 0x8000000000000000L);
  }

  /** When an identifier was made, to the millisecond. */
  public static Instant at(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** The 16 bytes of an identifier. */
  public static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** 128 random bits in URL-safe base 64, for nonces and session secrets. */
  public static String nonce() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
