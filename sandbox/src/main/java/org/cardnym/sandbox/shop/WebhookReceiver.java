package org.cardnym.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;

/**
 * Hears from the vault how payments ended. Late or double ones change nothing: an order takes its
 * own payment's end, once. What is not signed by the vault is refused before it is read.
 */
final class WebhookReceiver {
  /** Between two looks for new keys, so that forged webhooks can't make the shop ask for ever. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Orders orders;
  private final MerchantApi api;
  private final SeenByMerchant seen;
  private List<String> keys = List.of();
  private Instant askedAt = Instant.EPOCH;

  WebhookReceiver(Orders orders, MerchantApi api, SeenByMerchant seen) {
    this.orders = orders;
    this.api = api;
    this.seen = seen;
  }

  Response receive(Request request) {
    try {
      if (!signed(request)) {
        return Response.text(401, "This is not signed by the vault.");
      }
    } catch (ApiRefusal | IOException e) {
      // Not 2xx: the vault sends it again.
      return Response.text(503, "The vault's keys can't be read right now.");
    }
    seen.write("vault", "shop", "POST /webhooks", request.body());
    take(Json.read(request.body()).path("data").path("payment"));
    return Response.text(204, "");
  }

  private void take(JsonNode payment) {
    Payment told = Payment.of(payment);
    if (told.isFinal()) {
      orders.markAs(told);
    }
  }

  /** By a key it knows, or else by those that the vault names now: keys are rotated. */
  private boolean signed(Request request) throws IOException, ApiRefusal {
    return holds(known(), request) || (askAgain() && holds(known(), request));
  }

  private static boolean holds(List<String> keys, Request request) {
    return WebhookCheck.holds(
        keys,
        request.header("webhook-id"),
        request.header("webhook-timestamp"),
        request.header("webhook-signature"),
        request.body(),
        Instant.now());
  }

  private synchronized List<String> known() {
    return keys;
  }

  private synchronized boolean askAgain() throws IOException, ApiRefusal {
    if (Instant.now().isBefore(askedAt.plus(PAUSE))) {
      return false;
    }
    keys = api.webhookKeys();
    askedAt = Instant.now();
    return true;
  }
}
