package org.cardnym.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * What an operator sets for the demo shop's payments in a browser that did not begin them. Tests
 * that set it, or that see what it does, hold {@link #ELSEWHERE}.
 */
final class DemoShop {
  /** The resource that such tests share or hold alone. */
  static final String ELSEWHERE = "the demo shop's payments elsewhere";

  private final Operator operator;
  private final String id;

  DemoShop(World world, Path home) {
    Sandbox sandbox = world.sandbox();
    this.operator = Operator.machine(sandbox, home);
    this.id = id(sandbox.get("MERCHANT_CLIENT_ID"));
  }

  /** {@code refuse} or {@code passkey}. */
  void elsewhere(String what) {
    JsonNode shop = run("merchants", "set-elsewhere", id, what, "--reason", "test");
    if (!shop.path("elsewhere").asText().equals(what)) {
      throw new AssertionError("the shop is not set to " + what + ": " + shop);
    }
  }

  private String id(String client) {
    return run("merchants", "list", "--limit", "100")
        .path("items")
        .valueStream()
        .filter(shop -> shop.path("clientId").asText().equals(client))
        .map(shop -> shop.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  private JsonNode run(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--output";
    all[words.length + 1] = "json";
    Operator.Ended ended = operator.run(all);
    if (ended.exit() != 0) {
      throw new AssertionError(String.join(" ", words) + ": " + ended.err());
    }
    return Reply.parse(ended.out());
  }
}
