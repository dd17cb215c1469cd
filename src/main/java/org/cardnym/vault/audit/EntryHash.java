package org.cardnym.vault.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The hashes of the trail: of an entry (length-prefixed members), and of a batch (Merkle tree of
 * RFC 6962 §2.1).
 */
final class EntryHash {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private EntryHash() {}

  static byte[] of(AuditRow row) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    member(digest, "audit-entry/1");
    member(digest, row.entryId.toString());
    member(digest, row.at.toString());
    member(digest, row.replica);
    member(digest, row.actor);
    member(digest, row.action);
    member(digest, row.subject == null ? "" : row.subject);
    member(digest, row.outcome);
    member(digest, row.facts);
    return digest.digest();
  }

  /** The Merkle root of a batch that is not empty; entries' hashes are its leaves. */
  static byte[] root(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(root(leaves.subList(0, split)));
    digest.update(root(leaves.subList(split, leaves.size())));
    return digest.digest();
  }

  /** The hash of a batch, which the next one names and the signature covers. */
  static byte[] batch(long number, int count, byte[] root, byte[] previous) {
    MessageDigest digest = sha256();
    member(digest, "audit-batch/1");
    digest.update(ByteBuffer.allocate(12).putLong(number).putInt(count).array());
    digest.update(root);
    digest.update(previous);
    return digest.digest();
  }

  /** What the seal of the note about the last batch covers. */
  static byte[] head(long number, byte[] hash) {
    MessageDigest digest = sha256();
    member(digest, "audit-head/1");
    digest.update(ByteBuffer.allocate(8).putLong(number).array());
    digest.update(hash);
    return digest.digest();
  }

  /** The hash of texts, each with its length, for what is sealed beside the trail. */
  static byte[] members(List<String> texts) {
    MessageDigest digest = sha256();
    texts.forEach(text -> member(digest, text));
    return digest.digest();
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
