package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** An outcome reaches the shop by itself, signed; what nobody signed does not. */
@Order(6)
@Isolated
@ExtendWith(SharedWorld.class)
class WebhookIT {

  private static World world;

  @BeforeAll
  static void enter(World shared) {
    world = shared;
  }

  @Test
  void aPaymentThatEndedIsToldToTheShopAndTheShopTakesIt() {
    String id = world.pay(world.payer(Cast.BANK_SAYS_BROKE)).path("id").asText();

    JsonNode delivery =
        Await.value("the delivery", Await.PATIENCE, () -> delivery(id), each -> each.has("event"));
    String event = delivery.path("event").asText();
    Await.until("the webhook", Await.PATIENCE, () -> state(event).equals("delivered"));

    assertThat(seenByShop()).anyMatch(line -> line.contains("POST /webhooks") && line.contains(id));
  }

  @Test
  void whatTheVaultDidNotSignIsRefusedByTheShop() {
    Reply answer =
        world
            .wire()
            .send(
                "POST",
                world.shopUrl() + "/webhooks",
                Map.of(
                    "webhook-id", "evt_1",
                    "webhook-timestamp", "1",
                    "webhook-signature", "v1a,AAAA"),
                "{\"type\":\"payment.approved\"}");

    assertThat(answer.status()).isEqualTo(401);
  }

  /** The delivery of this payment's event, or an empty object. */
  private static JsonNode delivery(String payment) {
    return world
        .merchant()
        .events()
        .filter(event -> event.path("data").path("payment").path("id").asText().equals(payment))
        .map(event -> ofEvent(event.path("id").asText()))
        .findFirst()
        .orElseGet(() -> Reply.parse("{}"));
  }

  private static JsonNode ofEvent(String event) {
    JsonNode items = world.admin().get("/webhooks?limit=100").json().path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path("event").asText().equals(event))
        .findFirst()
        .orElseGet(() -> Reply.parse("{}"));
  }

  private static String state(String event) {
    return ofEvent(event).path("state").asText();
  }

  private static List<String> seenByShop() {
    try {
      return Files.readAllLines(
          Path.of(world.sandbox().get("LOG_DIR")).resolve("seen-by-merchant.jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
