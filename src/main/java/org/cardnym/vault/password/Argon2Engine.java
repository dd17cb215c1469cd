package org.cardnym.vault.password;

/** Computes Argon2id, version 0x13 (RFC 9106). */
interface Argon2Engine {
  /** Bytes in a tag; RFC 9106 §4 recommends 256 bits. */
  int TAG_SIZE = 32;

  /** For logs, for instance {@code native}. */
  String name();

  /** The tag of {@value #TAG_SIZE} bytes; {@code secret} and {@code associated} may be empty. */
  byte[] hash(Argon2Cost cost, byte[] password, byte[] salt, byte[] secret, byte[] associated);

  /** Without secret and associated data, as passwords are hashed. */
  default byte[] hash(Argon2Cost cost, byte[] password, byte[] salt) {
    return hash(cost, password, salt, new byte[0], new byte[0]);
  }
}
