package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.Alarms;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.merchant.ShopServer;
import org.cardnym.vault.merchant.Verifier;
import org.cardnym.vault.merchant.WebhookShop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
class EventsTest {
  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject HouseBank bank;
  @Inject TestEvents events;
  @Inject WebhookShop shops;
  @Inject Merchants merchants;
  @Inject Tables tables;
  @Inject Alarms alarms;
  private final Visitor visitor = new Visitor();
  private Shop shop;

  @BeforeEach
  void open() {
    shop = house.open();
  }

  @AfterEach
  void leave() {
    tables.write("delete from webhook_delivery");
  }

  @Test
  void aPaymentsOutcomeIsToldByWebhookWithoutPayerAndCard() {
    try (ShopServer server = ShopServer.open()) {
      Shop hooked = shops.at(server);
      Shopper shopper = shoppers.withCard();
      Purchase purchase = hooked.sell(shopper.alias(), 1999);
      pay(hooked, shopper, purchase);

      ShopServer.Hook hook = server.await(1).getFirst();

      JsonPath told = JsonPath.from(hook.body());
      assertThat(told.getString("type")).isEqualTo("payment.approved");
      assertThat(told.getString("id")).isEqualTo(hook.id());
      assertThat(told.getMap("data.payment"))
          .isEqualTo(hooked.look(purchase.id()).jsonPath().getMap("$"));
      assertThat(Verifier.holds(shops.keys(hooked).getFirst(), hook)).isTrue();
      assertThat(hook.body() + hook.headers())
          .doesNotContain("411111", shopper.alias(), shopper.email(), "responseCode", "bnk_")
          // The card's last four by themselves; a time or a signature holds them by chance.
          .doesNotContainPattern("\\b1111\\b");
      assertThat(hook.body().length()).isLessThan(20_000);
    }
  }

  @Test
  void anEventShowsItsPaymentAsItWasThen() {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = shop.sell(shopper.alias(), 1999);
    bank.declines("51");
    pay(shop, shopper, purchase);

    Response list = list(shop, "");

    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.<List<String>>path("items.type")).containsExactly("payment.declined");
    assertThat(list.<String>path("items[0].data.payment.retry")).isEqualTo("other_card");
    assertThat(list.<String>path("items[0].data.payment.paymentPage")).isNull();
    assertThat(list.<Object>path("next")).isNull();
  }

  @Test
  void theLongestOrderStaysFarBelowTwentyKilobytes() {
    String wide = "\u6f22".repeat(PaymentOrder.MAX_DESCRIPTION);
    String body =
        "{\"alias\":\"nobody-at-all\",\"amount\":{\"value\":999999,\"currency\":\"EUR\"},\"order\":{\"reference\":\"%s\",\"description\":\"%s\"}}"
            .formatted("\u6f22".repeat(PaymentOrder.MAX_REFERENCE), wide);
    Purchase purchase = Shop.purchase(shop.create(UUID.randomUUID().toString(), body));
    events.end(purchase);

    String told = list(shop, "").jsonPath().getString("items[0].data.payment.order.description");

    assertThat(told).isEqualTo(wide);
    assertThat(list(shop, "").asByteArray().length).isLessThan(2_000);
  }

  @Test
  void theListGoesFromPageToPageNewestFirst() {
    var made = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(TypeId.of(IdKind.EVENT, events.expired(shop)));
    }
    var seen = new ArrayList<String>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page = list(shop, "?limit=2&cursor=" + cursor).jsonPath();
      seen.addAll(page.getList("items.id", String.class));
      cursor = page.getString("next");
    }

    assertThat(seen).isEqualTo(made);
    assertThat(shopGets(shop, made.getFirst()).jsonPath().getString("id"))
        .isEqualTo(made.getFirst());
  }

  @Test
  void anotherShopsEventsDoNotExist() {
    String event = TypeId.of(IdKind.EVENT, events.expired(shop));
    Shop other = Shop.open(merchants);

    assertThat(shopGets(other, event).statusCode()).isEqualTo(404);
    assertThat(list(other, "").<List<?>>path("items")).isEmpty();
    assertThat(shopGets(shop, event).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=x", "?limit=101", "?cursor=abc"})
  void aQueryThatIsNoneIsMalformed(String query) {
    assertThat(list(shop, query).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evt_1", "4111111111111111", "pay_01h455vb4pex5vsknk084sn02q"})
  void whatIsNoEventIsNotFound(String id) {
    assertThat(shopGets(shop, id).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/events", "/v1/events/evt_01h455vb4pex5vsknk084sn02q", "/v1/webhook-keys"})
  void onlyMerchantsMayAsk(String path) {
    assertThat(TestDoors.api().get(path).statusCode()).isEqualTo(401);
    assertThat(TestDoors.api(TestTokens.operator()).get(path).statusCode()).isEqualTo(403);
    assertThat(TestDoors.api(TestTokens.merchant("nobodys-client")).get(path).statusCode())
        .isEqualTo(403);
  }

  @Test
  void anEventWrittenStraightIntoTheDatabaseIsRefusedWithAnAlarm() {
    UUID event = events.expired(shop);
    UUID forged = UUID.randomUUID();
    tables.write(
        "insert into payment_event select payment_id, ?1, merchant_id, 'payment.approved', created_at, revision,"
            + " mac_version, mac, replace(body, 'expired', 'approved') from payment_event where event_id = ?2",
        forged,
        event);

    assertThat(list(shop, "").statusCode()).isEqualTo(500);

    alarms.await(forged.toString());
    tables.write("delete from payment_event where event_id = ?1", forged);
  }

  private void pay(Shop at, Shopper shopper, Purchase purchase) {
    visitor.at(at, purchase);
    assertThat(
            visitor
                .prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper))
                .<String>path("state"))
        .isIn("approved", "declined");
  }

  private static Response list(Shop shop, String query) {
    return TestDoors.api(TestTokens.merchant(shop.client())).get("/v1/events" + query);
  }

  private static Response shopGets(Shop shop, String event) {
    return TestDoors.api(TestTokens.merchant(shop.client())).get("/v1/events/" + event);
  }
}
