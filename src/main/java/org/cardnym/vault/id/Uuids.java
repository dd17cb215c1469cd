package org.cardnym.vault.id;

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

  /** The smallest identifier that this moment can have, for lists that begin at a time. */
  public static UUID first(Instant at) {
    return new UUID((at.toEpochMilli() << 16) | 0x7000L, 0x8000000000000000L);
  }

  /** When an identifier was made, to the millisecond. */
  public static Instant at(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** 128 random bits in URL-safe base 64, for nonces and session secrets. */
  public static String nonce() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
