package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merchant's server may send, and what it gets when it sends something else. */
@Order(2)
@ExtendWith(SharedWorld.class)
class MerchantApiIT {
  private static World world;
  private static Merchant merchant;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    merchant = shared.merchant();
  }

  @Test
  void aPaymentIsCreatedWithAPageAndNothingOfACard() {
    Reply made = merchant.post(Merchant.key(), merchant.body("sunny-otter", 1999));
    assertThat(made.status()).isEqualTo(201);
    JsonNode payment = made.json();
    assertThat(payment.path("id").asText()).matches("pay_[0-9a-hjkmnp-tv-z]{26}");
    assertThat(payment.path("state").asText()).isEqualTo("requires_authentication");
    assertThat(payment.path("paymentPage").asText())
        .matches(world.pagesUrl() + "/pay/" + payment.path("id").asText() + "/[A-Za-z0-9_-]{22}");
    assertThat(payment.path("amount").toString())
        .isEqualTo("{\"value\":1999,\"currency\":\"EUR\"}");
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(merchant.get(payment.path("id").asText()).json().path("state").asText())
        .isEqualTo("requires_authentication");
  }

  @Test
  void theSameKeyAndBodyGiveTheSamePayment() {
    String key = Merchant.key();
    Map<String, Object> body = merchant.body("sunny-otter", 500);
    Reply first = merchant.post(key, body);
    Reply again = merchant.post(key, body);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    String key = Merchant.key();
    Map<String, Object> body = merchant.body("sunny-otter", 500);
    merchant.post(key, body);
    Map<String, Object> other = new HashMap<>(body);
    other.put("amount", Map.of("value", 501, "currency", "EUR"));
    refused(merchant.post(key, other), 422, "idempotency_key_reused");
  }

  @Test
  void parallelTwinsMakeOnePayment() throws Exception {
    String key = Merchant.key();
    Map<String, Object> body = merchant.body("sunny-otter", 700);
    Callable<String> twin = () -> merchant.post(key, body).json().path("id").asText();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<String>> all = threads.invokeAll(java.util.Collections.nCopies(8, twin));
      String first = all.getFirst().get();
      assertThat(first).startsWith("pay_");
      for (Future<String> each : all) {
        assertThat(each.get()).isEqualTo(first);
      }
    }
  }

  @Test
  void withoutAKeyNothingIsCreated() {
    Reply reply =
        merchant.post(
            Map.of("Authorization", merchant.bearer()), merchant.body("sunny-otter", 500));
    refused(reply, 400, "idempotency_key_missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "٤١١١١١١١١١١١١١١١",
        "30569309025904"
      })
  void anAliasThatIsACardNumberIsRefusedWithoutEcho(String number) {
    Reply reply = merchant.blurt(merchant.body(number, 500));
    refused(reply, 422, "alias_like_card");
    assertThat(reply.body() + reply.headers().map())
        .doesNotContain(number, "41111", "1111 1111", "30569");
  }

  @Test
  void anUnknownAliasCreatesLikeAKnownOne() {
    Reply known = merchant.post(Merchant.key(), merchant.body("sunny-otter", 500));
    Reply unknown = merchant.post(Merchant.key(), merchant.body("nobody-at-all", 500));
    assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(201);
    assertThat(shape(unknown)).isEqualTo(shape(known));
    assertThat(unknown.headers().map().keySet()).isEqualTo(known.headers().map().keySet());
  }

  @Test
  void withoutTokenOrWithAForeignOneNobodyIsLetIn() {
    for (String bearer : List.of("", "Bearer x", "Bearer " + forged(), "Basic eDp5")) {
      Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", Merchant.key()));
      if (!bearer.isEmpty()) {
        headers.put("Authorization", bearer);
      }
      Reply reply = merchant.post(headers, merchant.body("sunny-otter", 500));
      assertThat(reply.status()).as(bearer).isEqualTo(401);
    }
  }

  @Test
  void anOperatorIsNoMerchantAndAMerchantNoOperator() {
    String operator = world.admin().bearer();
    Reply create =
        merchant.post(
            Map.of("Authorization", operator, "Idempotency-Key", Merchant.key()),
            merchant.body("sunny-otter", 500));
    assertThat(create.status()).isEqualTo(403);
    String status = world.sandbox().get("ADMIN_URL") + "/admin/v1/status";
    assertThat(world.wire().get(status, Map.of("Authorization", merchant.bearer())).status())
        .isEqualTo(403);
    assertThat(world.wire().get(status, Map.of("Authorization", operator)).status()).isEqualTo(200);
  }

  @Test
  void aPaymentThatIsNotTheMerchantsDoesNotExist() {
    String id = merchant.create("sunny-otter").path("id").asText();
    assertThat(merchant.get(id).status()).isEqualTo(200);
    char last = id.charAt(id.length() - 1);
    refused(
        merchant.get(id.substring(0, id.length() - 1) + (last == 'a' ? 'b' : 'a')),
        404,
        "not_found");
    refused(merchant.get("pay_" + "0".repeat(26)), 404, "not_found");
    refused(merchant.get("pay_'or'1'='1"), 400, "malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/../admin/v1/status",
        "/v1/%2e%2e/admin/v1/status",
        "/admin/v1/status;x",
        "/admin;x/v1/status",
        "/admin%2Fv1/status",
        "//admin/v1/status",
        "/admin%5cv1/status",
        "/admin\\v1\\status",
        "/v1/payments;x",
        "/v1//payments",
        "/v1/payments/%2e%2e/%2e%2e/admin/v1/status"
      })
  void noTrickWithThePathOpensADoor(String target) {
    int status = world.wire().rawGet(world.sandbox().get("VAULT_URL"), target, merchant.bearer());
    assertThat(status).isBetween(400, 499);
    int operator =
        world.wire().rawGet(world.sandbox().get("VAULT_URL"), target, world.admin().bearer());
    assertThat(operator).isBetween(400, 499);
  }

  @Test
  void aReturnUrlElsewhereIsRefused() {
    Map<String, Object> body = merchant.body("sunny-otter", 500);
    body.put("returnUrl", "https://elsewhere.example/return");
    refused(merchant.post(Merchant.key(), body), 422, "return_url_refused");
  }

  @Test
  void amountsAreCheckedAndUnknownMembersRefused() {
    assertThat(merchant.post(Merchant.key(), merchant.body("sunny-otter", 0)).status())
        .isEqualTo(422);
    assertThat(merchant.post(Merchant.key(), merchant.body("sunny-otter", -5)).status())
        .isEqualTo(422);
    Map<String, Object> body = merchant.body("sunny-otter", 500);
    body.put("card", "4111111111111111");
    Reply reply = merchant.blurt(body);
    assertThat(reply.status()).isBetween(400, 422);
    assertThat(reply.body()).doesNotContain("4111");
  }

  private static void refused(Reply reply, int status, String code) {
    assertThat(reply.code()).as(reply.status() + " " + reply.body()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
  }

  /** The members of the answer, nested, without their values. */
  private static String shape(Reply reply) {
    return reply
        .body()
        .replaceAll("\"(pay_|http)[^\"]*\"", "*")
        .replaceAll("\"[0-9T:.Z-]{10,}\"", "*")
        .replaceAll("E-[0-9a-f]{8}", "*");
  }

  /** A token with all the right words, signed by nobody. */
  private static String forged() {
    String claims =
        "{\"iss\":\"x\",\"aud\":\"cardnym-vault\",\"client_id\":\"demo-shop\",\"roles\":[\"merchant\"],\"exp\":4102444800,\"jti\":\""
            + UUID.randomUUID()
            + "\"}";
    return encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + encode(claims) + ".";
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
