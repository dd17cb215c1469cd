package org.cardnym.admin.rootkey;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * All of a root-key file but the sealed key; binary values as they stand in the file.
 *
 * @param id base64url of 16 bytes
 * @param created for people only: the seal does not bind it
 * @param salt base64url of 16 bytes
 * @param nonce base64url of 12 bytes
 */
record RootKeyHeader(
    String id, RootKeyUse use, Instant created, Argon2Cost cost, String salt, String nonce) {
  static final String FORMAT = "cardnym-root-key";
  static final int VERSION = 1;
  static final String KDF = "argon2id";
  static final String CIPHER = "AES-256-GCM";
  static final int ID_BYTES = 16;
  static final int SALT_BYTES = 16;
  static final int NONCE_BYTES = 12;

  RootKeyHeader {
    Base64Url.decode(id, ID_BYTES);
    Base64Url.decode(salt, SALT_BYTES);
    Base64Url.decode(nonce, NONCE_BYTES);
  }

  /**
   * What the seal binds besides the key: each value on a line of its own, as written in the file.
   */
  byte[] associatedData() {
    String lines =
        String.join(
            "\n",
            FORMAT,
            Integer.toString(VERSION),
            id,
            use.toString(),
            KDF,
            Integer.toString(cost.memoryKiB()),
            Integer.toString(cost.iterations()),
            Integer.toString(cost.parallelism()),
            salt,
            "");
    return lines.getBytes(StandardCharsets.US_ASCII);
  }
}
