package org.cardnym.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** The operator's machine at the admin API. */
final class Admin {
  private static final int PAGES = 20;

  private final Wire wire;
  private final Tokens tokens;
  private final String origin;

  Admin(Wire wire, Tokens tokens, String origin) {
    this.wire = wire;
    this.tokens = tokens;
    this.origin = origin;
  }

  Reply get(String path) {
    return wire.get(
        origin + "/admin/v1" + path,
        Map.of("Authorization", tokens.bearer(), "Accept", "application/json"));
  }

  String bearer() {
    return tokens.bearer();
  }

  /** Whether the trail has an entry of this action since then that says this anywhere. */
  boolean audited(String action, Instant since, String saying) {
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      JsonNode json =
          get("/audit?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).json();
      for (JsonNode entry : json.path("items")) {
        boolean young = !Instant.parse(entry.path("at").asText()).isBefore(since);
        boolean same = entry.path("action").asText().toLowerCase(Locale.ROOT).equals(action);
        if (young && same && entry.toString().contains(saying)) {
          return true;
        }
      }
      cursor = json.path("next").asText("");
      if (json.path("next").isNull() || cursor.isEmpty()) {
        return false;
      }
    }
    return false;
  }
}
