package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import org.cardnym.admin.connection.AdminPath;
import org.cardnym.admin.connection.VaultApi;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;

/** All keys that the vault has pinned for one bank. */
final class PinnedKeys {
  /** A bank has a handful of keys; more pages than this is no answer of a vault. */
  private static final int MOST_PAGES = 100;

  private final ArrayNode items = JsonNodeFactory.instance.arrayNode();

  private PinnedKeys() {}

  static PinnedKeys of(VaultApi vault, String bank) {
    PinnedKeys keys = new PinnedKeys();
    AdminPath list = AdminPath.of("banks", bank, "keys");
    JsonNode page = vault.get(list).body();
    for (int pages = 1; pages <= MOST_PAGES; pages++) {
      page.path("items").forEach(keys.items::add);
      if (!page.path("next").isTextual()) {
        return keys;
      }
      page = vault.get(list.with("cursor", page.path("next").asText())).body();
    }
    throw new Failure(Trouble.ANSWER_NOT_UNDERSTOOD, "The list of keys has no end.");
  }

  /** The active key with this id and use. */
  Optional<JsonNode> active(String kid, String use) {
    return items
        .valueStream()
        .filter(k -> isActive(k) && k.path("kid").asText().equals(kid) && hasUse(k, use))
        .findFirst();
  }

  /** The use for which this key is the only active one, if it is. */
  Optional<String> onlyKeyFor(String kid) {
    return items
        .valueStream()
        .filter(k -> isActive(k) && k.path("kid").asText().equals(kid))
        .map(k -> k.path("use").asText())
        .filter(use -> items.valueStream().filter(k -> isActive(k) && hasUse(k, use)).count() == 1)
        .findFirst();
  }

  private static boolean isActive(JsonNode key) {
    return key.path("state").asText().equals("active");
  }

  private static boolean hasUse(JsonNode key, String use) {
    return key.path("use").asText().equals(use);
  }
}
