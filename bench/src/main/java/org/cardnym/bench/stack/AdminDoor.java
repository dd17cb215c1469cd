package org.cardnym.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cardnym.sandbox.web.Answer;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Tokens;

/** The admin API's lists, as an operator's machine reads them. */
public final class AdminDoor {
  private final Caller caller;
  private final Tokens tokens;
  private final String origin;

  AdminDoor(Caller caller, Tokens tokens, String origin) {
    this.caller = caller;
    this.tokens = tokens;
    this.origin = origin;
  }

  /** A list's pages from its beginning, at most so many. */
  public List<JsonNode> pages(String path, int most) {
    List<JsonNode> pages = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = page(path + "?limit=100" + (next.isEmpty() ? "" : "&cursor=" + next));
      pages.add(page);
      next = page.path("next").asText("");
    } while (!next.isEmpty() && pages.size() < most);
    return pages;
  }

  private JsonNode page(String path) {
    try {
      Map<String, String> headers =
          Map.of("Authorization", tokens.bearer(), "Accept", "application/json");
      Answer answer = caller.send("GET", origin + "/admin/v1" + path, headers, "");
      if (!answer.ok()) {
        throw new IllegalStateException(path + " answered " + answer.status());
      }
      return answer.json();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
