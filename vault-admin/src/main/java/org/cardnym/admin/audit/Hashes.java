package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The hashes of the trail, reckoned here: of an entry (its members, each after its length), of a
 * batch, and the Merkle tree of RFC 6962 §2.1 over a batch's entries.
 */
final class Hashes {
  static final int SIZE = 32;
  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final List<String> MEMBERS =
      List.of("id", "at", "replica", "actor", "action", "subject", "outcome", "facts");

  private Hashes() {}

  /**
   * SHA-256 over an entry's members as they are written; no subject is an empty one. Where one is
   * no text, or none that UTF-8 can hold, there is no hash: it could pass for another.
   */
  static byte[] entry(JsonNode entry) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    member(digest, "audit-entry/1");
    for (String name : MEMBERS) {
      JsonNode value = entry.path(name);
      boolean none = name.equals("subject") && value.isNull();
      if (!none && !(value.isTextual() && isEncodable(value.asText()))) {
        return new byte[0];
      }
      member(digest, none ? "" : value.asText());
    }
    return digest.digest();
  }

  /** The Merkle root; entries' hashes are its leaves, of which there is one at least. */
  static byte[] root(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(root(leaves.subList(0, split)));
    digest.update(root(leaves.subList(split, leaves.size())));
    return digest.digest();
  }

  /** What the next batch names and the signature covers; nothing where these are no hashes. */
  static byte[] batch(long number, int count, byte[] root, byte[] previous) {
    if (root.length != SIZE || previous.length != SIZE) {
      return new byte[0];
    }
    MessageDigest digest = sha256();
    member(digest, "audit-batch/1");
    digest.update(ByteBuffer.allocate(12).putLong(number).putInt(count).array());
    digest.update(root);
    digest.update(previous);
    return digest.digest();
  }

  static byte[] of(byte[] bytes) {
    return sha256().digest(bytes);
  }

  /** The bytes of hexadecimal digits; none where it is something else, which fits nothing. */
  static byte[] unhex(JsonNode digits) {
    try {
      return HexFormat.of().parseHex(digits.asText());
    } catch (IllegalArgumentException notHex) {
      return new byte[0];
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static boolean isEncodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static void member(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
