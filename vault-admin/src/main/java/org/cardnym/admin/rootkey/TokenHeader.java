package org.cardnym.admin.rootkey;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * All of a root-key file, version 3, but the proof; binary values as they stand in the file.
 *
 * @param id base64url of 16 bytes
 * @param created for people only: the proof does not bind it
 * @param nonce base64url of 12 bytes
 */
record TokenHeader(String id, RootKeyUse use, Instant created, TokenKeyName name, String nonce) {
  static final int VERSION = 3;

  TokenHeader {
    Base64Url.decode(id, RootKeyHeader.ID_BYTES);
    Base64Url.decode(nonce, RootKeyHeader.NONCE_BYTES);
  }

  /** What the proof binds: each value on a line of its own. */
  byte[] associatedData() {
    return String.join(
            "\n",
            RootKeyHeader.FORMAT,
            Integer.toString(VERSION),
            id,
            use.toString(),
            name.token(),
            name.serial(),
            name.key(),
            "")
        .getBytes(StandardCharsets.UTF_8);
  }
}
