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

  /**
   * What one address says.
   *
   * @throws IOException if the replica does not answer, as it does while it is down
   */
  public JsonNode get(String path) throws IOException {
    Map<String, String> headers =
        Map.of("Authorization", tokens.bearer(), "Accept", "application/json");
    Answer answer = caller.send("GET", origin + "/admin/v1" + path, headers, "");
    if (!answer.ok()) {
      throw new IOException(path + " answered " + answer.status());
    }
    return answer.json();
  }

  private JsonNode page(String path) {
    try {
      return get(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
