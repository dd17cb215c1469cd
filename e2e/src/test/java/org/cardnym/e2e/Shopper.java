package org.cardnym.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A shopper's browser on the wire: a cookie jar per origin, {@code Origin}, and nothing of the
 * page's script but its calls.
 */
final class Shopper {
  private static final Set<String> OPEN = Set.of("requires_authentication", "processing");

  private final Wire wire;
  private final Map<String, Map<String, String>> jars = new HashMap<>();

  Shopper(Wire wire) {
    this.wire = wire;
  }

  Reply get(String url) {
    return take(url, wire.get(url, headers(url, Map.of("Accept", "text/html,application/json"))));
  }

  Reply postJson(String url, Object body) {
    return postJson(url, origin(url), body);
  }

  Reply postJson(String url, String origin, Object body) {
    Map<String, String> more =
        Map.of("Accept", "application/json", "Content-Type", "application/json", "Origin", origin);
    return take(url, wire.send("POST", url, headers(url, more), Reply.write(body)));
  }

  /** A form's POST, as a browser navigates with it. */
  Reply postForm(String url, String origin, String fields) {
    Map<String, String> more =
        Map.of(
            "Accept",
            "text/html,application/xhtml+xml,*/*;q=0.8",
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Origin",
            origin);
    return take(url, wire.send("POST", url, headers(url, more), fields));
  }

  /** Comes from a shop by its form. Returns the payment page's address. */
  String open(String shopOrigin, String paymentPage) {
    Reply bound = postForm(paymentPage, shopOrigin, "");
    if (bound.status() != 303) {
      throw new AssertionError(
          "the payment page did not open: " + bound.status() + " " + bound.body());
    }
    String page = URI.create(paymentPage).resolve(bound.header("Location")).toString();
    Reply shown = get(page);
    if (shown.status() != 200) {
      throw new AssertionError("the payment page answered " + shown.status());
    }
    return page;
  }

  Reply prove(String page, String password, String code) {
    return postJson(page + "/proofs", Map.of("password", password, "code", code));
  }

  /** What the page shows once the payment has ended. */
  JsonNode outcome(String page) {
    return Await.value(
        "the payment's outcome",
        Duration.ofSeconds(60),
        () -> get(page + "/view").json(),
        view -> !OPEN.contains(view.path("state").asText("processing")));
  }

  static String origin(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  private Map<String, String> headers(String url, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    Map<String, String> jar = jars.getOrDefault(origin(url), Map.of());
    if (!jar.isEmpty()) {
      headers.put(
          "Cookie",
          String.join(
              "; ", jar.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList()));
    }
    return headers;
  }

  private Reply take(String url, Reply reply) {
    Map<String, String> jar = jars.computeIfAbsent(origin(url), any -> new TreeMap<>());
    for (String line : reply.headers().allValues("Set-Cookie")) {
      String pair = line.split(";", 2)[0];
      String name = pair.substring(0, pair.indexOf('='));
      if (line.matches("(?i).*max-age=0(;.*)?")) {
        jar.remove(name);
      } else {
        jar.put(name, pair.substring(name.length() + 1));
      }
    }
    return reply;
  }
}
