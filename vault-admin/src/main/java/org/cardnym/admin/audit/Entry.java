package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What is needed of an entry to judge it; its text is let go. */
final class Entry {
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
  private static final int LONGEST_TIME = 40;

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

  /** False where its identifier or time are none that the vault writes; they are not shown then. */
  private final boolean named;

  private Entry(JsonNode record) {
    this.batch = record.path("batch").isNull() ? 0 : Whole.number(record.path("batch"));
    this.position = Whole.small(record.path("position"));
    String id = record.path("id").asText();
    String at = record.path("at").asText();
    this.named = ID.matcher(id).matches() && at.length() <= LONGEST_TIME;
    this.id = named ? id : "without an identifier";
    this.at = named ? at : "no time";
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
    return named && hash.length == Hashes.SIZE && Arrays.equals(hash, stored);
  }
}
