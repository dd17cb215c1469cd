package org.cardnym.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's server: creates payments, looks at them, and keeps a record of every byte it sends
 * and gets.
 */
final class Merchant {
  private final Wire wire;
  private final Tokens tokens;
  private final String payments;
  private final String events;
  private final String returnUrl;
  private final StringBuffer record = new StringBuffer();

  Merchant(Wire wire, Tokens tokens, String vault, String shop) {
    this.wire = wire;
    this.tokens = tokens;
    this.payments = vault + "/v1/payments";
    this.events = vault + "/v1/events?limit=100";
    this.returnUrl = shop + "/return?order=";
  }

  /** A payment of 12.34 EUR, made. */
  JsonNode create(String alias) {
    return create(alias, 1234);
  }

  JsonNode create(String alias, int cents) {
    Reply reply = post(key(), body(alias, cents));
    if (reply.status() != 201) {
      throw new AssertionError(
          "the payment was not created: " + reply.status() + " " + reply.body());
    }
    return reply.json();
  }

  Map<String, Object> body(String alias, int cents) {
    String reference = "E-" + UUID.randomUUID().toString().substring(0, 8);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("alias", alias);
    body.put("amount", Map.of("value", cents, "currency", "EUR"));
    body.put("order", Map.of("reference", reference, "description", "One thing"));
    body.put("returnUrl", returnUrl + reference);
    return body;
  }

  static String key() {
    return "\"" + UUID.randomUUID() + "\"";
  }

  Reply post(String key, Object body) {
    return post(Map.of("Idempotency-Key", key, "Authorization", tokens.bearer()), body);
  }

  Reply post(Map<String, String> headers, Object body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    all.put("Accept", "application/json");
    String text = Reply.write(body);
    return recorded("POST " + payments, text, wire.send("POST", payments, all, text));
  }

  /** Sends what no merchant should; only what comes back is recorded. */
  Reply blurt(Object body) {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            tokens.bearer(),
            "Idempotency-Key",
            key(),
            "Content-Type",
            "application/json");
    return recorded(
        "POST " + payments, "", wire.send("POST", payments, headers, Reply.write(body)));
  }

  /** Asks to give so many cents of a payment back, or all that is left of it. */
  Reply refund(String id, String key, @Nullable Integer cents) {
    String url = payments + "/" + id + "/refunds";
    Map<String, String> headers =
        Map.of(
            "Authorization",
            tokens.bearer(),
            "Idempotency-Key",
            key,
            "Content-Type",
            "application/json",
            "Accept",
            "application/json");
    String text =
        cents == null
            ? "{}"
            : Reply.write(Map.of("amount", Map.of("value", cents, "currency", "EUR")));
    return recorded("POST " + url, text, wire.send("POST", url, headers, text));
  }

  /** Takes a payment back that nobody has proven. */
  void cancel(String id) {
    String url = payments + "/" + id + "/cancel";
    Map<String, String> headers =
        Map.of("Authorization", tokens.bearer(), "Accept", "application/json");
    Reply reply = recorded("POST " + url, "", wire.send("POST", url, headers, ""));
    if (reply.status() != 200) {
      throw new AssertionError("the payment was not canceled: " + reply.status());
    }
  }

  Reply get(String id) {
    return get(id, tokens.bearer());
  }

  Reply get(String id, String bearer) {
    String url = payments + "/" + id;
    return recorded(
        "GET " + url,
        "",
        wire.get(url, Map.of("Authorization", bearer, "Accept", "application/json")));
  }

  /** The newest hundred events. */
  Stream<JsonNode> events() {
    return items(events);
  }

  /** All payments for the order of this request. */
  List<JsonNode> paymentsFor(Map<String, Object> body) {
    Object reference = ((Map<?, ?>) body.get("order")).get("reference");
    return items(payments + "?reference=" + reference).toList();
  }

  private Stream<JsonNode> items(String url) {
    Map<String, String> headers =
        Map.of("Authorization", tokens.bearer(), "Accept", "application/json");
    JsonNode items = recorded("GET " + url, "", wire.get(url, headers)).json().path("items");
    return StreamSupport.stream(items.spliterator(), false);
  }

  String bearer() {
    return tokens.bearer();
  }

  /** The payment once it is in one of these states, or the test fails. */
  JsonNode awaitState(String id, Duration patience, Set<String> states) {
    return Await.value(
        id + " becoming one of " + states,
        patience,
        () -> get(id).json(),
        payment -> states.contains(payment.path("state").asText()));
  }

  /** All that went out and came in, tokens left out. */
  String record() {
    return record.toString();
  }

  private Reply recorded(String line, String body, Reply reply) {
    record.append(line).append('\n').append(body).append('\n');
    record.append(reply.status()).append(' ').append(reply.headers().map()).append('\n');
    record.append(reply.body()).append('\n');
    return reply;
  }
}
