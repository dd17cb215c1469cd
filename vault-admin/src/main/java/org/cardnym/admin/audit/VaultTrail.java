package org.cardnym.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.jspecify.annotations.Nullable;

/** The trail as the vault hands it out, a page at a time. */
final class VaultTrail implements TrailSource {
  private static final String PAGE = "1000";

  /** The two lists, one after the other. */
  enum Part {
    RECORDS,
    APART;

    /** As it stands in a path. */
    String wire() {
      return this == RECORDS ? "records" : "apart";
    }
  }

  /**
   * Some records, and where to go on.
   *
   * @param next the cursor, or null at the end of the part
   */
  record Page(Iterable<JsonNode> records, @Nullable String next) {}

  private final VaultApi vault;
  private final JsonNode head;
  private final long from;

  /**
   * @param head as an earlier reading found it, or null to ask
   */
  VaultTrail(VaultApi vault, long from, @Nullable JsonNode head) {
    this.vault = vault;
    this.from = from;
    this.head = head == null ? vault.get(AdminPath.of("audit", "head")).body() : head;
  }

  @Override
  public JsonNode head() {
    return head;
  }

  @Override
  public long from() {
    return from;
  }

  @Override
  public boolean read(Consumer<JsonNode> records) {
    for (Part part : Part.values()) {
      String cursor = null;
      do {
        Page page = page(part, cursor);
        page.records().forEach(records);
        cursor = page.next();
      } while (cursor != null);
    }
    return true;
  }

  /**
   * One page.
   *
   * @param cursor of the page before, or null for the part's first
   */
  Page page(Part part, @Nullable String cursor) {
    AdminPath path = AdminPath.of("audit", part.wire());
    if (part == Part.RECORDS) {
      path = path.with("from", Long.toString(from)).with("until", head.path("number").asText());
    }
    path = path.with("limit", PAGE);
    JsonNode answer = vault.get(cursor == null ? path : path.with("cursor", cursor)).body();
    JsonNode next = answer.path("next");
    if (!answer.path("items").isArray() || (next.isTextual() && next.asText().equals(cursor))) {
      throw new Failure(Trouble.ANSWER_NOT_UNDERSTOOD, "The answer is no page of the trail.");
    }
    return new Page(
        answer.path("items").valueStream().<JsonNode>map(item -> kind(part, item)).toList(),
        next.isTextual() ? next.asText() : null);
  }

  /** The kind first, as whoever reads lines looks there. */
  private static JsonNode kind(Part part, JsonNode item) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("kind", "");
    if (item instanceof ObjectNode object) {
      record.setAll(object);
    }
    return part == Part.APART ? record.put("kind", "apart") : record;
  }
}
