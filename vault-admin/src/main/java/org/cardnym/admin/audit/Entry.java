package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** What is needed of an entry to judge it; its text is let go. */
final class Entry {
  /** Where it claims to stand: 0 or less is no batch. */
  final long batch;

  /** Its place there; below 0 is none. */
  final int position;

  final String id;
  final String at;

  /** As reckoned here from what the entry says. */
  final byte[] hash;

  /** As it stands beside the entry. */
  final byte[] stored;

  /** The vault's own word: whether its seal fits. */
  final boolean genuine;

  final boolean refused;

  private Entry(JsonNode record) {
    this.batch = record.path("batch").asLong(0);
    this.position = record.path("position").asInt(-1);
    this.id = record.path("id").asText();
    this.at = record.path("at").asText();
    this.hash = Hashes.entry(record);
    this.stored = Hashes.unhex(record.path("hash"));
    this.genuine = record.path("genuine").asBoolean(true);
    this.refused = record.path("refused").asBoolean(false);
  }

  static Entry of(JsonNode record) {
    return new Entry(record);
  }

  /** Whether it says what its stored hash is over. */
  boolean fits() {
    return Arrays.equals(hash, stored);
  }
}
