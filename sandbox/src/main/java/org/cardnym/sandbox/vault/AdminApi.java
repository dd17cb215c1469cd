package org.cardnym.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.sandbox.web.Answer;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.Tokens;

/** The admin API as an operator's machine calls it; what is refused ends the start. */
public final class AdminApi {
  private final Caller caller;
  private final Tokens tokens;
  private final String origin;

  public AdminApi(Caller caller, Tokens tokens, String origin) {
    this.caller = caller;
    this.tokens = tokens;
    this.origin = origin;
  }

  JsonNode get(String path) {
    return call("GET", path, Map.of());
  }

  JsonNode post(String path, Map<String, ?> body) {
    return call("POST", path, body);
  }

  JsonNode put(String path, Map<String, ?> body) {
    return call("PUT", path, body);
  }

  private JsonNode call(String method, String path, Map<String, ?> body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    boolean sends = !method.equals("GET");
    if (sends) {
      headers.put("Content-Type", "application/json");
    }
    try {
      headers.put("Authorization", tokens.bearer());
      String url = origin + "/admin/v1" + path;
      Answer answer = caller.send(method, url, headers, sends ? Json.write(body) : "");
      if (!answer.ok()) {
        throw new IllegalStateException(
            "the vault refused "
                + method
                + " /admin/v1"
                + path
                + ": "
                + answer.status()
                + " "
                + answer.code());
      }
      return answer.json();
    } catch (IOException e) {
      throw new UncheckedIOException("the vault's admin API can't be reached", e);
    }
  }
}
