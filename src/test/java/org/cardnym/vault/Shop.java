package org.cardnym.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.merchant.NewMerchant;

/** A shop: its registration, and its server's calls of the merchants' API. */
public final class Shop {
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final String client;
  private final String origin;
  private final UUID id;

  private Shop(String client, String origin, UUID id) {
    this.client = client;
    this.origin = origin;
    this.id = id;
  }

  /** A shop of its own origin, known to the vault. */
  public static Shop open(Merchants merchants) {
    int number = COUNTER.incrementAndGet();
    String client = "shop-" + UUID.randomUUID().toString().substring(0, 8) + "-x";
    String origin = "https://shop" + number + ".example";
    var asked =
        new NewMerchant(
            "Shop " + number,
            "Shop " + number + " GmbH",
            "5732",
            "DE",
            client,
            List.of(origin),
            origin + "/back");
    return new Shop(client, origin, merchants.add("test", asked).id());
  }

  /** A payment as the shop knows it. */
  public record Purchase(String id, String page, UUID uuid) {
    /** The address without origin. */
    public String path() {
      return page.substring(page.indexOf("/pay/"));
    }

    /** What the address holds beside the id. */
    public String secret() {
      return page.substring(page.lastIndexOf('/') + 1);
    }
  }

  public UUID id() {
    return id;
  }

  public String origin() {
    return origin;
  }

  public String client() {
    return client;
  }

  /** Asks for a payment in euro and expects to get it. */
  public Purchase sell(String alias, long cents) {
    return purchase(create(UUID.randomUUID().toString(), order(alias, cents, "EUR")));
  }

  public Purchase sell(String alias, long amount, String currency) {
    return purchase(create(UUID.randomUUID().toString(), order(alias, amount, currency)));
  }

  public Response create(String key, String body) {
    return TestDoors.api(TestTokens.merchant(client))
        .header("Idempotency-Key", "\"" + key + "\"")
        .contentType("application/json")
        .body(body)
        .post("/v1/payments");
  }

  /** The payment as the merchants' API tells it. */
  public Response look(String paymentId) {
    return TestDoors.api(TestTokens.merchant(client)).get("/v1/payments/" + paymentId);
  }

  /** A page of the shop's payments; the query without its question mark. */
  public Response list(String query) {
    return TestDoors.api(TestTokens.merchant(client))
        .get("/v1/payments" + (query.isEmpty() ? "" : "?") + query);
  }

  public Response cancel(String paymentId) {
    return TestDoors.api(TestTokens.merchant(client)).post("/v1/payments/" + paymentId + "/cancel");
  }

  /** Asks for a refund under a key; the body as it is sent. */
  public Response refund(String paymentId, String key, String body) {
    return TestDoors.api(TestTokens.merchant(client))
        .header("Idempotency-Key", "\"" + key + "\"")
        .contentType("application/json")
        .body(body)
        .post("/v1/payments/" + paymentId + "/refunds");
  }

  /** Asks to give back euros and expects to be heard; the refund's id. */
  public String giveBack(Purchase purchase, long cents) {
    Response asked = refund(purchase.id(), UUID.randomUUID().toString(), back(cents));
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    return asked.path("id");
  }

  public Response lookAtRefund(Purchase purchase, String refundId) {
    return TestDoors.api(TestTokens.merchant(client))
        .get("/v1/payments/" + purchase.id() + "/refunds/" + refundId);
  }

  /** A page of a payment's refunds; the query without its question mark. */
  public Response refunds(String paymentId, String query) {
    return TestDoors.api(TestTokens.merchant(client))
        .get("/v1/payments/" + paymentId + "/refunds" + (query.isEmpty() ? "" : "?") + query);
  }

  /** Looks until the bank has answered a refund, at most fifteen seconds; the state it is in. */
  public String refunded(Purchase purchase, String refundId) {
    long end = System.nanoTime() + 15_000_000_000L;
    String state = lookAtRefund(purchase, refundId).path("state");
    while (state.equals("processing") && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
      state = lookAtRefund(purchase, refundId).path("state");
    }
    return state;
  }

  /** The body that gives so much back, in euro. */
  public static String back(long cents) {
    return "{\"amount\":{\"value\":%d,\"currency\":\"EUR\"}}".formatted(cents);
  }

  public static String order(String alias, long amount, String currency) {
    return """
    {"alias":"%s","amount":{"value":%d,"currency":"%s"},"order":{"reference":"A-1001","description":"One mug"}}\
    """
        .formatted(alias, amount, currency);
  }

  public static Purchase purchase(Response created) {
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    String id = created.path("id");
    return new Purchase(id, created.path("paymentPage"), TypeId.parse(IdKind.PAYMENT, id));
  }
}
