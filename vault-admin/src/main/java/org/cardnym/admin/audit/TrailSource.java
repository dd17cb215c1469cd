package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** Where a trail is read from, record by record. */
interface TrailSource {
  /** {@code number}, {@code hash}, {@code fault} and {@code keys}, as the vault told them. */
  JsonNode head();

  /** The first batch. */
  long from();

  /**
   * Everything up to the head, in order: {@code kind} is {@code batch}, {@code entry}, or {@code
   * apart} for entries that no batch holds.
   *
   * @return whether it was there to its end
   */
  boolean read(Consumer<JsonNode> records);
}
