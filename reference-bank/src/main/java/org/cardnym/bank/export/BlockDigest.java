package org.cardnym.bank.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest of docs/issuer-protocol.md, section 10: SHA-256 over the hex digests, a line each, of
 * every 50 lines with their ends.
 */
final class BlockDigest {

  private static final int LINES = 50;

  private final MessageDigest all = sha256();
  private final MessageDigest block = sha256();
  private int lines;

  /** Adds a line with its end. */
  void line(byte[] bytes) {
    block.update(bytes);
    lines++;
    if (lines == LINES) {
      endBlock();
    }
  }

  /** In hex. */
  String whole() {
    if (lines > 0) {
      endBlock();
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private void endBlock() {
    all.update((HexFormat.of().formatHex(block.digest()) + "\n").getBytes(US_ASCII));
    lines = 0;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
