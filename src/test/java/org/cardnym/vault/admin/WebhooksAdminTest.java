package org.cardnym.vault.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.TestDoors.admin;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.merchant.ShopServer;
import org.cardnym.vault.merchant.WebhookShop;
import org.cardnym.vault.payment.TestEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
class WebhooksAdminTest {
  private static final String HOOK = "https://shop.example/webhooks";
  private static final String NOBODY = "mer_00000000000000000000000000";

  @Inject Merchants merchants;
  @Inject WebhookShop shops;
  @Inject TestEvents events;
  @Inject Tables tables;

  @AfterEach
  void leave() {
    tables.write("delete from webhook_delivery");
  }

  @Test
  void anEndpointIsSetShownRotatedAndCleared() {
    String id = Merchants.wire(Shop.open(merchants).id());
    set(id, Map.of("url", HOOK))
        .then()
        .statusCode(200)
        .body("url", equalTo(HOOK))
        .body("state", equalTo("active"))
        .body("signatures", equalTo("ed25519"))
        .body("keys", hasSize(1))
        .body("keys[0].publicKey", startsWith("whpk_"))
        .body("secret", nullValue());
    set(id, Map.of("url", HOOK)).then().statusCode(200);
    operator()
        .get("/admin/v1/merchants/" + id)
        .then()
        .statusCode(200)
        .body("webhook.url", equalTo(HOOK))
        .body("webhook.keys[0].kind", equalTo("ed25519"));
    operator()
        .post("/admin/v1/merchants/" + id + "/webhook/rotate")
        .then()
        .statusCode(200)
        .body("keys", hasSize(2));
    operator()
        .post("/admin/v1/merchants/" + id + "/webhook/rotate")
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"));
    operator().delete("/admin/v1/merchants/" + id + "/webhook").then().statusCode(204);
    operator().delete("/admin/v1/merchants/" + id + "/webhook").then().statusCode(204);
    operator().get("/admin/v1/merchants/" + id).then().statusCode(200).body("webhook", nullValue());

    operator()
        .get("/admin/v1/audit?subject=" + id)
        .then()
        .body(
            "items.action",
            containsInAnyOrder(
                "merchant_added", "webhook_changed", "webhook_key_rotated", "webhook_changed"))
        .body("items.facts.host", hasItem("shop.example"));
  }

  @Test
  void aSharedSecretIsShownInOneAnswerOnly() {
    String id = Merchants.wire(Shop.open(merchants).id());
    Map<String, Object> both = Map.of("url", HOOK, "signatures", "both");

    String secret = set(id, both).path("secret");

    assertThat(secret).startsWith("whsec_");
    assertThat(set(id, both).asString()).doesNotContain("whsec_");
    assertThat(operator().get("/admin/v1/merchants/" + id).asString())
        .contains("\"hmac\"")
        .doesNotContain("whsec_");
  }

  @Test
  void aShopComesWithItsWebhookOrNotAtAll() {
    Map<String, Object> shop = new HashMap<>(MerchantsAdminTest.shop());
    shop.put("webhook", Map.of("url", "https://127.0.0.1.example:1/"));
    operator()
        .body(shop)
        .post("/admin/v1/merchants")
        .then()
        .statusCode(422)
        .body("code", equalTo("webhook_unfit"));

    shop.put("webhook", Map.of("url", HOOK));
    operator()
        .body(shop)
        .post("/admin/v1/merchants")
        .then()
        .statusCode(201)
        .body("webhook.url", equalTo(HOOK))
        .body("webhook.keys", hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example/webhooks",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fd00:ec2::254]/",
        "http://192.168.0.1:8080/",
        "https://user:pass@shop.example/",
        "https://shop.example:22/",
        "https://shop.example/#x",
        "ftp://shop.example/",
        "nonsense"
      })
  void anAddressThatNothingIsSentToIsRefusedWithoutEcho(String url) {
    Response answer = set(Merchants.wire(Shop.open(merchants).id()), Map.of("url", url));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.<String>path("code")).isEqualTo("webhook_unfit");
    assertThat(answer.asString()).doesNotContain(url);
  }

  @Test
  void whatIsMissingOrUnknownIsNamed() {
    String id = Merchants.wire(Shop.open(merchants).id());

    set(id, Map.of()).then().statusCode(400).body("field", equalTo("url"));
    set(id, Map.of("url", HOOK, "signatures", "md5"))
        .then()
        .statusCode(400)
        .body("field", equalTo("signatures"));
    set(NOBODY, Map.of("url", HOOK)).then().statusCode(404);
    operator().post("/admin/v1/merchants/" + id + "/webhook/rotate").then().statusCode(404);
    operator().delete("/admin/v1/merchants/" + NOBODY + "/webhook").then().statusCode(404);
  }

  @Test
  void anAuditorSeesAndChangesNothing() {
    String id = Merchants.wire(Shop.open(merchants).id());
    String hook = "/admin/v1/merchants/" + id + "/webhook";

    auditor().get("/admin/v1/webhooks").then().statusCode(200);
    auditor().body(Map.of("url", HOOK)).put(hook).then().statusCode(403);
    auditor().delete(hook).then().statusCode(403);
    auditor().post(hook + "/rotate").then().statusCode(403);
    auditor()
        .body(Map.of("event", "evt_1"))
        .post("/admin/v1/webhooks/replay")
        .then()
        .statusCode(403);
    admin(TestTokens.merchant("shop")).get("/admin/v1/webhooks").then().statusCode(403);
  }

  @Test
  void deliveriesAreListedByMerchantAndStateFromPageToPage() {
    try (ShopServer server = ShopServer.open().answers(500)) {
      Shop shop = shops.at(server);
      String id = Merchants.wire(shop.id());
      UUID older = events.expired(shop);
      UUID newer = events.expired(shop);
      shops.await(older, "WAITING 1 status_500");
      shops.await(newer, "WAITING 1 status_500");

      Response first = operator().get("/admin/v1/webhooks?limit=1&merchant=" + id);
      first
          .then()
          .statusCode(200)
          .body("items[0].event", equalTo(TypeId.of(IdKind.EVENT, newer)))
          .body("items[0].merchant", equalTo(id))
          .body("items[0].state", equalTo("waiting"))
          .body("items[0].tries", equalTo(1))
          .body("items[0].result", equalTo("status_500"));
      operator()
          .get("/admin/v1/webhooks?limit=1&merchant=" + id + "&cursor=" + first.path("next"))
          .then()
          .body("items[0].event", equalTo(TypeId.of(IdKind.EVENT, older)))
          .body("next", nullValue());
      operator()
          .get("/admin/v1/webhooks?state=waiting&merchant=" + id)
          .then()
          .body("items", hasSize(2));
      operator()
          .get("/admin/v1/webhooks?state=dead&merchant=" + id)
          .then()
          .body("items", hasSize(0));
      operator().get("/admin/v1/webhooks").then().body("items.merchant", hasItem(id));
    }
  }

  @Test
  void oneEventOrAllThatAShopMissedAreSentAgain() {
    try (ShopServer server = ShopServer.open()) {
      Shop shop = shops.at(server);
      Instant begun = Instant.now();
      UUID event = events.expired(shop);
      shops.await(event, "DELIVERED 1 status_204");

      replay(Map.of("event", TypeId.of(IdKind.EVENT, event)))
          .then()
          .statusCode(200)
          .body("queued", equalTo(1))
          .body("more", equalTo(false));
      server.await(2);
      shops.await(event, "DELIVERED 1 status_204");
      Map<String, Object> since =
          Map.of("merchant", Merchants.wire(shop.id()), "since", begun.minusSeconds(1).toString());
      replay(since).then().statusCode(200).body("queued", equalTo(0));
      var all = new HashMap<>(since);
      all.put("deliveredToo", true);
      replay(all).then().statusCode(200).body("queued", equalTo(1));
      all.put("since", Instant.now().plusSeconds(60).toString());
      replay(all).then().statusCode(200).body("queued", equalTo(0));
      assertThat(server.await(3))
          .extracting(ShopServer.Hook::id)
          .containsOnly(TypeId.of(IdKind.EVENT, event));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', merchant",
    "'{\"merchant\":\"mer_00000000000000000000000000\"}', since",
    "'{\"merchant\":\"mer_00000000000000000000000000\",\"since\":\"yesterday\"}', since",
    "'{\"merchant\":\"mer_00000000000000000000000000\",\"since\":\"-1000000000-01-01T00:00:00Z\"}', since",
    "'{\"merchant\":\"mer_00000000000000000000000000\",\"since\":\"+1000000000-01-01T00:00:00Z\"}', since"
  })
  void aReplayThatSaysTooLittleIsMalformed(String body, String member) {
    operator()
        .body(body)
        .post("/admin/v1/webhooks/replay")
        .then()
        .statusCode(400)
        .body("field", equalTo(member));
  }

  @Test
  void whatIsNotThereIsNotReplayed() {
    replay(Map.of("event", "evt_00000000000000000000000000")).then().statusCode(404);
    replay(Map.of("event", "4111111111111111")).then().statusCode(404);
    replay(Map.of("merchant", NOBODY, "since", "2026-11-22T10:00:00Z")).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state=lost", "state=DEAD", "limit=0", "cursor=x"})
  void aFilterThatIsNoneIsMalformed(String query) {
    operator().get("/admin/v1/webhooks?" + query).then().statusCode(400);
  }

  @Test
  void theListHoldsNoBody() {
    try (ShopServer server = ShopServer.open()) {
      Shop shop = shops.at(server);
      events.expired(shop);
      operator()
          .get("/admin/v1/webhooks?merchant=" + Merchants.wire(shop.id()))
          .then()
          .body("items[0].keySet()", not(hasItem("body")));
    }
  }

  private static Response set(String merchant, Map<String, Object> body) {
    return operator().body(body).put("/admin/v1/merchants/" + merchant + "/webhook");
  }

  private static Response replay(Map<String, Object> body) {
    return operator().body(body).post("/admin/v1/webhooks/replay");
  }

  private static RequestSpecification operator() {
    return admin(TestTokens.operator());
  }

  private static RequestSpecification auditor() {
    return admin(TestTokens.auditor());
  }
}
