package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.assertj.core.api.SoftAssertions;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Shoppers.Shopper;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestClock;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.Visitor;
import org.cardnym.vault.issuer.HouseBank;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.web.ApiDescription.Operation;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/openapi.yaml shows is what the running vault answers. */
@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
@NullUnmarked
class ApiAnswersTest {
  /** Nothing that a caller sends brings these about. */
  private static final Set<String> NOT_BY_REQUEST =
      Set.of("internal", "sealed", "keys_stale", "unavailable", "recovery", "payment_lost");

  private static final ApiDescription API = ApiDescription.read();

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Merchants merchants;
  @Inject HouseBank bank;
  @Inject Tables tables;
  private final Visitor visitor = new Visitor();
  private Shop shop;

  @BeforeEach
  void open() {
    shop = house.open();
  }

  @Test
  void theDescriptionIsServedToAnybodyAsItIsCommitted() {
    Response served = TestDoors.api().get("/v1/openapi.yaml");

    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.contentType()).startsWith("application/yaml");
    assertThat(served.body().asByteArray())
        .isEqualTo(ApiDescription.text().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noOtherDescriptionIsServed() {
    for (String path : new String[] {"/q/openapi", "/openapi", "/v1/openapi.json", "/v1/openapi"}) {
      assertThat(TestDoors.api().get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void everyRequestThatIsShownGetsTheAnswerThatIsShown() {
    Operation create = API.operation("createPayment");
    Map<String, JsonNode> answers =
        API.examples(API.responses(create).get(201), "application/json");
    Map<String, JsonNode> asked =
        API.examples(create.node().path("requestBody"), "application/json");

    assertThat(asked.keySet()).isEqualTo(answers.keySet());
    asked.forEach((name, body) -> {
      String own = body.toString().replace("https://shop.example", shop.origin());
      like(shop.create(name, own), 201, schema("Payment"), answers.get(name));
    });
  }

  @Test
  void everyRefundLooksAsItIsShown() {
    Operation create = API.operation("createRefund");
    Map<String, JsonNode> answers =
        API.examples(API.responses(create).get(201), "application/json");
    Map<String, JsonNode> shown =
        API.examples(API.responses(API.operation("getRefund")).get(200), "application/json");
    JsonNode part = API.examples(create.node().path("requestBody"), "application/json").get("part");
    Purchase paid = paid();
    bank.staysSilent(1);

    Response asked = shop.refund(paid.id(), "part", part.toString());
    like(asked, 201, schema("Refund"), answers.get("part"));
    String id = asked.path("id");
    like(shop.lookAtRefund(paid, id), 200, schema("Refund"), shown.get("processing"));
    assertThat(shop.refunded(paid, id)).isEqualTo("succeeded");
    like(shop.lookAtRefund(paid, id), 200, schema("Refund"), shown.get("succeeded"));
    bank.declines("91");
    String declined = shop.refund(paid.id(), "again", part.toString()).path("id");
    assertThat(shop.refunded(paid, declined)).isEqualTo("declined");
    like(shop.lookAtRefund(paid, declined), 200, schema("Refund"), shown.get("declined"));
    bank.staysSilent(1);
    Response rest = shop.refund(paid.id(), "rest", "{}");
    like(rest, 201, schema("Refund"), answers.get("all_that_is_left"));
    // Nothing is left under way that would ask the bank during another test.
    assertThat(shop.refunded(paid, rest.path("id"))).isEqualTo("succeeded");
    fits(shop.refunds(paid.id(), "limit=2"), schema("RefundList"));
    fits(shop.refunds(paid.id(), "cursor=AZrB8-kNdZiAYFL2T7ZPDw"), schema("RefundList"));
    Response events = TestDoors.api(TestTokens.merchant(shop.client())).get("/v1/events");
    fits(events, schema("EventList"));
    assertThat(events.<String>path("items[0].type")).isEqualTo("refund.succeeded");
  }

  @Test
  void everyParameterThatIsShownIsTaken() {
    shop.sell("sunny-otter", 1999);
    Operation list = API.operation("listPayments");

    for (JsonNode parameter : API.parameters(list)) {
      String value = parameter.path("examples").elements().next().path("value").asText();
      Response page =
          shop.list(
              parameter.path("name").asText()
                  + "="
                  + URLEncoder.encode(value, StandardCharsets.UTF_8));
      assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
      fits(page, schema("PaymentList"));
    }
    fits(shop.list("limit=1"), schema("PaymentList"));
  }

  @Test
  void everyEventAndKeyLooksAsItIsShown() {
    shop.cancel(sell("sunny-otter").id());
    RequestSpecification mine = TestDoors.api(TestTokens.merchant(shop.client()));
    Response page = mine.get("/v1/events?limit=2");
    fits(page, schema("EventList"));
    JsonNode event = json(page.asString()).at("/items/0");
    Response one =
        TestDoors.api(TestTokens.merchant(shop.client()))
            .get("/v1/events/" + event.path("id").asText());

    fits(one, schema("Event"));
    assertThat(json(one.asString())).isEqualTo(event);
    JsonNode shown =
        API.examples(API.responses(API.operation("getEvent")).get(200), "application/json")
            .get("canceled");
    assertThat(timeless(event.at("/data/payment"))).isEqualTo(timeless(shown.at("/data/payment")));
    assertThat(event.path("type")).isEqualTo(shown.path("type"));
    fits(
        TestDoors.api(TestTokens.merchant(shop.client())).get("/v1/webhook-keys"),
        schema("WebhookKeyList"));
  }

  @Test
  void everyStateOfAPaymentLooksAsItIsShown() {
    Map<String, JsonNode> shown =
        API.examples(API.responses(API.operation("getPayment")).get(200), "application/json");
    Set<String> seen = new TreeSet<>();
    looks(seen, shown, "requires_authentication", sell("sunny-otter"));
    looks(seen, shown, "canceled", canceled());
    looks(seen, shown, "approved", paid());
    bank.declines("51");
    looks(seen, shown, "declined", paid());
    bank.staysSilent(1_000);
    Shopper shopper = shoppers.withCard();
    Purchase silent = sell(shopper.alias());
    visitor.at(shop, silent);
    String code = shoppers.freshCode(shopper);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> visitor.prove(silent, Shoppers.PASSWORD, code));
      await(silent, "processing");
      looks(seen, shown, "processing", silent);
    }
    await(silent, "failed");
    looks(seen, shown, "failed", silent);
    bank.answersAgain();
    looks(seen, shown, "expired", expired());

    assertThat(seen).isEqualTo(shown.keySet());
  }

  @Test
  void everyRefusalThatIsShownIsWhatTheVaultSays() {
    var refusals = new ApiRefusals(shop, merchants, tables, this::paid);
    Map<String, Set<String>> provoked = refusals.names();

    SoftAssertions.assertSoftly(softly -> {
      for (Operation operation : API.operations()) {
        Map<String, JsonNode> shown = API.problems(operation);
        Set<String> expected = new TreeSet<>(shown.keySet());
        expected.removeAll(NOT_BY_REQUEST);
        softly.assertThat(provoked.get(operation.name())).as(operation.name()).isEqualTo(expected);
      }
    });
    refusals.run((operation, code, answer) ->
        SoftAssertions.assertSoftly(softly -> {
          JsonNode example = API.problems(API.operation(operation)).get(code);
          String where = operation + " " + code + " " + answer.body();
          softly.assertThat(answer.status()).as(where).isEqualTo(example.path("status").asInt());
          softly.assertThat(answer.contentType()).as(where).startsWith(ApiDescription.PROBLEM);
          softly.assertThat(API.faults(schema("Problem"), answer.body())).as(where).isEmpty();
          softly
              .assertThat(API.undeclared(schema("Problem"), answer.body(), ""))
              .as(where)
              .isEmpty();
          softly.assertThat(fixed(answer.body())).as(where).isEqualTo(fixed(example));
        }));
  }

  /** A problem without what differs from one occurrence to the next. */
  private static JsonNode fixed(JsonNode problem) {
    ObjectNode fixed = problem.deepCopy();
    fixed.put("request", "");
    if (fixed.has("retryAfterSeconds")) {
      fixed.put("retryAfterSeconds", 1);
    }
    return fixed;
  }

  private Purchase sell(String alias) {
    return Shop.purchase(shop.create(UUID.randomUUID().toString(), Shop.order(alias, 1999, "EUR")));
  }

  private Purchase canceled() {
    Purchase purchase = sell("sunny-otter");
    JsonNode shown =
        API.examples(API.responses(API.operation("cancelPayment")).get(200), "application/json")
            .get("canceled");
    like(shop.cancel(purchase.id()), 200, schema("Payment"), shown);
    return purchase;
  }

  private Purchase expired() {
    Purchase purchase = sell("sunny-otter");
    TestClock.ahead(Duration.ofMinutes(15));
    await(purchase, "expired");
    return purchase;
  }

  private void await(Purchase purchase, String state) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!shop.look(purchase.id()).path("state").equals(state)) {
      assertThat(System.nanoTime()).as(state).isLessThan(end);
    }
  }

  private void looks(
      Set<String> seen, Map<String, JsonNode> shown, String state, Purchase purchase) {
    like(shop.look(purchase.id()), 200, schema("Payment"), shown.get(state));
    seen.add(state);
  }

  private Purchase paid() {
    Shopper shopper = shoppers.withCard();
    Purchase purchase = sell(shopper.alias());
    visitor.at(shop, purchase);
    visitor.prove(purchase, Shoppers.PASSWORD, shoppers.freshCode(shopper));
    return purchase;
  }

  /** The same members with the same values, but for identifiers and times. */
  private static void like(Response answer, int status, JsonNode schema, JsonNode example) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    fits(answer, schema);
    JsonNode body = json(answer.asString());
    assertThat(timeless(body)).as(answer.asString()).isEqualTo(timeless(example));
    assertThat(names(body)).isEqualTo(names(example));
  }

  private static void fits(Response answer, JsonNode schema) {
    JsonNode body = json(answer.asString());
    assertThat(API.faults(schema, body)).as(answer.asString()).isEmpty();
    assertThat(API.undeclared(schema, body, "")).as(answer.asString()).isEmpty();
  }

  private static JsonNode timeless(JsonNode payment) {
    ObjectNode timeless = payment.deepCopy();
    for (String member :
        new String[] {"id", "payment", "paymentPage", "createdAt", "expiresAt", "endedAt"}) {
      timeless.remove(member);
    }
    return timeless;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
    return names;
  }

  private static JsonNode schema(String name) {
    return API.root().at("/components/schemas/" + name);
  }

  private static JsonNode json(String text) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      throw new AssertionError(text, notJson);
    }
  }
}
