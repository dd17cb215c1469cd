package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A batch as it was handed out, with its hash as reckoned here. */
final class Batch {
  final long number;
  final int count;
  final byte[] previous;
  final byte[] hash;
  final byte[] stored;
  final byte[] signature;
  final int keyVersion;
  private final byte[] root;

  private Batch(JsonNode record) {
    this.number = Whole.number(record.path("number"));
    this.count = Whole.small(record.path("count"));
    this.root = Hashes.unhex(record.path("root"));
    this.previous = Hashes.unhex(record.path("previous"));
    this.stored = Hashes.unhex(record.path("hash"));
    this.signature = Hashes.unhex(record.path("signature"));
    this.keyVersion = Whole.small(record.path("keyVersion"));
    this.hash = Hashes.batch(number, count, root, previous);
  }

  static Batch of(JsonNode record) {
    return new Batch(record);
  }

  /** Whether these entries, in this order, are what its root is over. */
  boolean holds(List<Entry> entries, Function<Entry, byte[]> leaf) {
    List<byte[]> leaves = entries.stream().map(leaf).toList();
    return leaves.size() == count
        && count > 0
        && leaves.stream().allMatch(each -> each.length == Hashes.SIZE)
        && Arrays.equals(root, Hashes.root(leaves));
  }
}
