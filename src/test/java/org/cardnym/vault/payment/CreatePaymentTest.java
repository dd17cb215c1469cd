package org.cardnym.vault.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Shop.order;
import static org.cardnym.vault.Shop.purchase;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cardnym.vault.QuickPayments;
import org.cardnym.vault.Shop;
import org.cardnym.vault.Shop.Purchase;
import org.cardnym.vault.Shoppers;
import org.cardnym.vault.Statements;
import org.cardnym.vault.Tables;
import org.cardnym.vault.TestDoors;
import org.cardnym.vault.TestHouse;
import org.cardnym.vault.TestMail;
import org.cardnym.vault.TestTokens;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.merchant.Merchants;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@QuarkusTestResource(TestMail.class)
@TestProfile(QuickPayments.class)
@NullUnmarked
class CreatePaymentTest {
  private static final int TWINS = 20;
  private static final String CARD_LIKE = "4111 1111-1111 1111";

  @Inject TestHouse house;
  @Inject Shoppers shoppers;
  @Inject Merchants merchants;
  @Inject Tables tables;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = house.open();
  }

  @Test
  void aPaymentIsMadeWithAPageOfItsOwn() {
    Response created = shop.create("k-1", order("somebody", 1999, "EUR"));

    Purchase made = purchase(created);
    assertThat(created.header("Location")).endsWith("/v1/payments/" + made.id());
    assertThat(created.<String>path("state")).isEqualTo("requires_authentication");
    assertThat(created.<Integer>path("amount.value")).isEqualTo(1999);
    assertThat(created.<String>path("order.reference")).isEqualTo("A-1001");
    assertThat(made.page())
        .matches(TestDoors.pagesOrigin() + "/pay/pay_[0-9a-z]{26}/[A-Za-z0-9_-]{22}");
    assertThat(created.asString())
        .doesNotContain("somebody", "alias", "retry", "reversal", "amounts");
  }

  @Test
  void theSameRequestAgainIsAnsweredFromThePayment() {
    Response first = shop.create("k-1", order("somebody", 1999, "EUR"));
    Response again = shop.create("k-1", order("Somebody", 1999, "EUR"));

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(payments()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alias\":\"another\",\"amount\":{\"value\":1999,\"currency\":\"EUR\"},\"order\":{\"reference\":\"A-1001\",\"description\":\"One mug\"}}",
        "{\"alias\":\"somebody\",\"amount\":{\"value\":2000,\"currency\":\"EUR\"},\"order\":{\"reference\":\"A-1001\",\"description\":\"One mug\"}}",
        "{\"alias\":\"somebody\",\"amount\":{\"value\":1999,\"currency\":\"USD\"},\"order\":{\"reference\":\"A-1001\",\"description\":\"One mug\"}}",
        "{\"alias\":\"somebody\",\"amount\":{\"value\":1999,\"currency\":\"EUR\"},\"order\":{\"reference\":\"A-1002\",\"description\":\"One mug\"}}",
        "{\"alias\":\"somebody\",\"amount\":{\"value\":1999,\"currency\":\"EUR\"},\"order\":{\"reference\":\"A-1001\"}}"
      })
  void theSameKeyForAnotherRequestIsRefused(String other) {
    shop.create("k-1", order("somebody", 1999, "EUR"));

    refused(shop.create("k-1", other), 422, "idempotency_key_reused");
    assertThat(payments()).isEqualTo(1);
  }

  @Test
  void theSameKeyOfAnotherShopIsAnotherPayment() {
    Purchase mine = purchase(shop.create("k-1", order("somebody", 1999, "EUR")));
    Purchase theirs = purchase(Shop.open(merchants).create("k-1", order("somebody", 1999, "EUR")));

    assertThat(theirs.id()).isNotEqualTo(mine.id());
  }

  @Test
  void twentyTwinsAtOnceMakeOnePayment() throws Exception {
    Callable<Response> twin = () -> shop.create("k-1", order("somebody", 1999, "EUR"));
    List<String> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads.invokeAll(IntStream.range(0, TWINS).mapToObj(i -> twin).toList()).stream()
              .map(done -> done.resultNow())
              .map(answer -> answer.statusCode() + answer.asString())
              .distinct()
              .toList();
    }

    assertThat(answers).hasSize(1).allMatch(answer -> answer.startsWith("201"));
    assertThat(payments()).isEqualTo(1);
  }

  @Test
  void aKeyIsAskedForAndKeptShort() {
    refused(post(null), 400, "idempotency_key_missing");
    refused(post("\"" + "x".repeat(256) + "\""), 400, "idempotency_key_malformed");
    refused(post("\"a\u00e4\""), 400, "idempotency_key_malformed");
    assertThat(post("bare-key").statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        CARD_LIKE,
        "\uff14\uff11\uff11\uff11111111111111",
        "my 4111111111111111"
      })
  void aCardNumberTypedAsNameIsRefusedWithoutEcho(String typed) {
    Response answer = shop.create("k-1", order(typed, 1999, "EUR"));

    refused(answer, 422, "alias_like_card");
    assertThat(answer.asString())
        .doesNotContain("411111", "\uff14")
        .doesNotContainPattern("\\b1111\\b");
    assertThat(payments()).isZero();
  }

  @Test
  void aNameThatNobodyHasIsTreatedLikeAnyOther() {
    String known = shoppers.withoutCard().alias();
    shop.create("warm", order("warming-up", 1, "EUR"));
    Statements.forget();
    Response held = shop.create("k-1", order(known, 1999, "EUR"));
    List<String> forHeld = Statements.ofRequest();
    Statements.forget();
    Response free = shop.create("k-2", order("nobody-at-all", 1999, "EUR"));

    assertThat(Statements.ofRequest()).isEqualTo(forHeld);
    assertThat(free.statusCode()).isEqualTo(held.statusCode());
    assertThat(shape(free)).isEqualTo(shape(held));
  }

  @Test
  void theShopSaysWhereThePayerGoesBackToOnItsOwnOriginOnly() {
    String body =
        "{\"alias\":\"somebody\",\"amount\":{\"value\":1,\"currency\":\"EUR\"},\"order\":{\"reference\":\"A\"},\"returnUrl\":\"%s\"}";

    assertThat(shop.create("k-1", body.formatted(shop.origin() + "/order?id=7")).statusCode())
        .isEqualTo(201);
    for (String elsewhere :
        List.of(
            "https://evil.example/",
            shop.origin() + ".evil.example/",
            shop.origin() + "@evil.example/",
            shop.origin().replace("https", "http") + "/",
            "javascript:alert(1)",
            "//shop.example",
            shop.origin() + "/" + "x".repeat(1_000))) {
      refused(
          shop.create(UUID.randomUUID().toString(), body.formatted(elsewhere)),
          422,
          "return_url_refused");
    }
    assertThat(payments()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"reference\":\"\"', order.reference",
    "'\"reference\":\"a\\u202eb\"', order.reference",
    "'\"reference\":\"a\\nb\"', order.reference",
    "'\"reference\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"', order.reference",
    "'\"reference\":\"A\",\"description\":\"a\\u2066b\"', order.description",
    "'\"reference\":\"A\",\"description\":\"a\\u0000b\"', order.description"
  })
  void textThatAPayerCouldMisreadIsRefused(String order, String member) {
    Response answer =
        shop.create(
            "k-1",
            "{\"alias\":\"somebody\",\"amount\":{\"value\":1,\"currency\":\"EUR\"},\"order\":{"
                + order
                + "}}");

    refused(answer, 400, "malformed");
    assertThat(answer.<String>path("field")).isEqualTo(member);
  }

  @ParameterizedTest
  @CsvSource({
    "0, EUR, 422, amount_refused",
    "-1, EUR, 422, amount_refused",
    "1000000000000, EUR, 422, amount_refused",
    "19.99, EUR, 400, malformed",
    "\"1999\", EUR, 400, malformed",
    "1, XXX, 422, currency_unknown",
    "1, eur, 422, currency_unknown"
  })
  void anAmountThatIsNoneIsRefused(String value, String currency, int status, String code) {
    String body =
        "{\"alias\":\"somebody\",\"amount\":{\"value\":%s,\"currency\":\"%s\"},\"order\":{\"reference\":\"A\"}}"
            .formatted(value, currency);

    refused(shop.create("k-1", body), status, code);
  }

  @Test
  void aShopSeesItsOwnPaymentsOnly() {
    Purchase made = shop.sell("somebody", 1999);

    assertThat(shop.look(made.id()).<String>path("id")).isEqualTo(made.id());
    refused(Shop.open(merchants).look(made.id()), 404, "not_found");
    refused(shop.look("pay_00000000000000000000000000"), 404, "not_found");
  }

  @Test
  void onlyRegisteredShopsWithAMerchantsTokenAreServed() {
    refused(
        TestDoors.api().contentType("application/json").body("{}").post("/v1/payments"),
        401,
        "unauthenticated");
    refused(asked(TestTokens.operator()), 403, "forbidden");
    refused(asked(TestTokens.merchant("never-registered")), 403, "forbidden");
  }

  @Test
  void aSuspendedShopReadsButSellsNothing() {
    Purchase made = shop.sell("somebody", 1999);
    merchants.suspend("test", shop.id(), "test");

    refused(shop.create("k-2", order("somebody", 1999, "EUR")), 403, "merchant_suspended");
    assertThat(shop.look(made.id()).statusCode()).isEqualTo(200);
  }

  private Response post(String key) {
    var request =
        TestDoors.api(TestTokens.merchant(shop.client()))
            .contentType("application/json")
            .body(order("somebody", 1, "EUR"));
    return (key == null ? request : request.header("Idempotency-Key", key)).post("/v1/payments");
  }

  private static Response asked(String token) {
    return TestDoors.api(token)
        .header("Idempotency-Key", "k")
        .contentType("application/json")
        .body(order("somebody", 1, "EUR"))
        .post("/v1/payments");
  }

  private long payments() {
    return ((Number) tables.read("select count(*) from payment where merchant_id = ?1", shop.id()))
        .longValue();
  }

  /** The body with all that is a payment's own cut out. */
  private static String shape(Response answer) {
    return answer
        .asString()
        .replaceAll("pay_[0-9a-z]{26}", "id")
        .replaceAll("id/[A-Za-z0-9_-]{22}", "page")
        .replaceAll("[0-9-]{10}T[0-9:.]+Z", "time");
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
