package org.cardnym.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.sandbox.web.Answer;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.Tokens;

/** The calls a shop makes: create a payment, ask how it stands, ask who signs webhooks. */
final class MerchantApi {
  private final Caller caller;
  private final Tokens tokens;
  private final String origin;
  private final SeenByMerchant seen;

  MerchantApi(Caller caller, Tokens tokens, String origin, SeenByMerchant seen) {
    this.caller = caller;
    this.tokens = tokens;
    this.origin = origin;
    this.seen = seen;
  }

  /** Safe to call again for the same order: the idempotency key makes it one payment. */
  Payment create(Order order, String username, String returnUrl) throws IOException, ApiRefusal {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("alias", username);
    body.put("amount", Map.of("value", order.cents(), "currency", Product.CURRENCY));
    body.put("order", Map.of("reference", order.reference(), "description", order.description()));
    body.put("returnUrl", returnUrl);
    String key = "\"" + order.idempotencyKey() + "\"";
    Map<String, String> headers = Map.of("Idempotency-Key", key);
    return Payment.of(call("POST", "/v1/payments", headers, Json.write(body)));
  }

  Payment get(String paymentId) throws IOException, ApiRefusal {
    return Payment.of(call("GET", "/v1/payments/" + paymentId, Map.of(), ""));
  }

  /** The public keys that sign webhooks to this shop, {@code whpk_…}. */
  List<String> webhookKeys() throws IOException, ApiRefusal {
    return call("GET", "/v1/webhook-keys", Map.of(), "")
        .path("items")
        .valueStream()
        .map(each -> each.path("key").asText())
        .toList();
  }

  private JsonNode call(String method, String path, Map<String, String> more, String body)
      throws IOException, ApiRefusal {
    seen.write("shop", "vault", method + " " + path, body);
    Answer answer = send(method, path, more, body);
    if (answer.status() == 401) {
      tokens.discard();
      answer = send(method, path, more, body);
    }
    seen.write("vault", "shop", String.valueOf(answer.status()), answer.body());
    if (!answer.ok()) {
      throw new ApiRefusal(answer.status(), answer.code());
    }
    return answer.json();
  }

  private Answer send(String method, String path, Map<String, String> more, String body)
      throws IOException {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Authorization", tokens.bearer());
    headers.put("Accept", "application/json");
    if (!body.isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    return caller.send(method, origin + path, headers, body);
  }
}
