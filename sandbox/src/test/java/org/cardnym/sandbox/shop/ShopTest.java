package org.cardnym.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cardnym.sandbox.authority.DevelopmentAuthority;
import org.cardnym.sandbox.web.Caller;
import org.cardnym.sandbox.web.Json;
import org.cardnym.sandbox.web.Request;
import org.cardnym.sandbox.web.Response;
import org.cardnym.sandbox.web.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {
  private static final String ORIGIN = "http://127.0.0.1:1234";
  private static final String CARD = "4111 1111 1111 1111";

  @TempDir Path folder;
  private FakeVault vault;
  private Path record;
  private Orders orders;
  private Shop shop;

  @BeforeEach
  void open() throws IOException {
    vault = new FakeVault();
    record = folder.resolve("seen.jsonl");
    InstantSource clock = InstantSource.system();
    Caller caller = new Caller(DevelopmentAuthority.in(folder, clock.instant()).certificateFile());
    Tokens tokens = new Tokens(caller, vault.origin() + "/oauth2/token", "shop", "secret", clock);
    SeenByMerchant seen = new SeenByMerchant(record, clock);
    MerchantApi api = new MerchantApi(caller, tokens, vault.origin(), seen);
    orders = new Orders();
    shop = new Shop(ORIGIN, orders, api, seen, "http://localhost:1");
  }

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void aUsernameLeadsToThePaymentPage() {
    Response answer = pay(order(), "sunny-otter");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Json.read(answer.body()).path("paymentPage").asText())
        .startsWith("http://localhost:1/pay/pay_");
  }

  @Test
  void aCardNumberIsRefusedWithoutEchoOrRecordOrMessageToTheVault() {
    Response answer = pay(order(), CARD);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("looks like a card number").doesNotContain("4111");
    assertThat(vault.seen).isEmpty();
    assertThat(record).doesNotExist();
  }

  @Test
  void aDoubleClickBuysOnce() throws Exception {
    String order = order();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> clicks =
          IntStream.range(0, 5)
              .mapToObj(any -> (Callable<String>) () -> pay(order, "sunny-otter").body())
              .toList();
      List<String> answers =
          threads.invokeAll(clicks).stream().map(each -> each.resultNow()).distinct().toList();

      assertThat(answers).hasSize(1);
    }
    assertThat(vault.payments()).isEqualTo(1);
  }

  @Test
  void whoCorrectsAUsernamePaysAnOrderOfItsOwnOnce() throws Exception {
    String order = order();
    pay(order, "sunny-otter");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> clicks =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  (Callable<String>)
                      () -> pay(order, i % 2 == 0 ? "sunny-otter" : "calm-heron").body())
              .toList();
      threads.invokeAll(clicks).forEach(each -> assertThat(each.resultNow()).contains("pay_"));
    }
    assertThat(vault.payments()).isEqualTo(2);
  }

  @Test
  void afterAnUnreachableVaultTheSameOrderTriesTheSamePayment() {
    String order = order();
    vault.refuseTokens = 2;
    assertThat(pay(order, "sunny-otter").status()).isEqualTo(422);

    assertThat(pay(order, "sunny-otter").status()).isEqualTo(200);

    assertThat(
            vault.seen.stream()
                .filter(each -> each.path().equals("/v1/payments"))
                .map(each -> each.header("idempotency-key"))
                .distinct())
        .hasSize(1);
  }

  @Test
  void thePriceIsTheShopsWhateverTheBrowserSends() {
    String order = order("mug.2-bowl.1");
    Map<String, Object> more =
        Map.of("alias", "sunny-otter", "order", order, "amount", Map.of("value", 1), "total", 1);

    shop.answer(json(order + "/payment", ORIGIN, more));

    assertThat(created()).contains("\"value\":5648", "2 × Stoneware mug and 1 more");
  }

  @Test
  void aPaidOrderCantBePaidAgainByGoingBack() {
    String order = order();
    pay(order, "sunny-otter");
    vault.state = "approved";

    Response again = pay(order, "sunny-otter");

    assertThat(Json.read(again.body()).path("next").asText()).isEqualTo(order);
    assertThat(vault.payments()).isEqualTo(1);
  }

  @Test
  void theResultIsAskedOfTheVaultNotReadFromTheAddress() {
    String order = order();
    pay(order, "sunny-otter");
    vault.state = "declined";

    Response back = shop.answer(get("/return", "order", order.substring("/orders/".length())));
    Response page = shop.answer(get(order, "state", "approved"));

    assertThat(back.headers()).containsEntry("Location", order);
    assertThat(page.body()).contains("The payment was declined").doesNotContain("it is paid");
  }

  @Test
  void thePageOfAnOrderLooksUntilThePaymentHasEndedAndThenNoMore() {
    String order = order();
    assertThat(shop.answer(get(order)).body()).contains("data-look=\"false\"", "<cardnym-checkout");
    pay(order, "sunny-otter");
    vault.state = "processing";
    assertThat(shop.answer(get(order)).body()).contains("data-look=\"true\"");
    assertThat(shop.answer(get(order + "/state")).body()).contains("processing");
    vault.state = "approved";
    assertThat(shop.answer(get(order + "/state")).body()).contains("approved");
    long asked = vault.count("GET", "/v1/payments/");

    assertThat(shop.answer(get(order)).body()).contains("data-look=\"false\"", "it is paid");

    assertThat(vault.count("GET", "/v1/payments/")).isEqualTo(asked);
  }

  @Test
  void whatTheVaultSaysUnaskedMarksTheOrderAndOldNewsDontUndoIt() {
    String order = order();
    pay(order, "sunny-otter");

    assertThat(orders.markAs(new Payment("pay_0", "approved", "", ""))).isPresent();
    assertThat(orders.markAs(new Payment("pay_0", "processing", "", ""))).isPresent();
    assertThat(orders.markAs(new Payment("pay_1", "approved", "", ""))).isEmpty();

    assertThat(shop.answer(get(order)).body()).contains("it is paid");
    assertThat(vault.count("GET", "/v1/payments/")).isZero();
  }

  @Test
  void tokensAreKeptAndRenewedAfterARefusal() {
    String order = order();
    pay(order, "sunny-otter");
    shop.answer(get(order));
    assertThat(vault.count("POST", "/oauth2/token")).isEqualTo(1);
    vault.refuseTokens = 1;

    assertThat(shop.answer(get(order)).status()).isEqualTo(200);

    assertThat(vault.count("POST", "/oauth2/token")).isEqualTo(2);
  }

  @Test
  void aUsernameTheVaultCantPrepareIsSaidPlainly() {
    vault.refuseCreation = 422;

    assertThat(pay(order(), "a b").body()).contains("can’t be a username");
  }

  @Test
  void aForeignPageCantOrderOrPayOrFillACart() {
    String order = order();
    for (String origin : List.of("http://localhost:1234", "null", "")) {
      Map<String, Object> body = Map.of("alias", "x");
      assertThat(shop.answer(json(order + "/payment", origin, body)).status()).isEqualTo(403);
      assertThat(shop.answer(form("/cart", origin, "", Map.of("product", "mug"))).status())
          .isEqualTo(403);
      assertThat(shop.answer(form("/orders", origin, "mug.1", Map.of())).status()).isEqualTo(403);
    }
    assertThat(vault.seen).isEmpty();
  }

  @Test
  void anUnknownOrderEndsWell() {
    assertThat(shop.answer(get("/orders/M-NOTHING")).body()).contains("We don’t know this order");
    assertThat(pay("/orders/M-NOTHING", "sunny-otter").status()).isEqualTo(404);
  }

  @Test
  void anEmptyCartOrdersNothing() {
    Response answer = shop.answer(form("/orders", ORIGIN, "", Map.of()));

    assertThat(answer.headers()).containsEntry("Location", "/cart");
  }

  @Test
  void theCartIsEmptiedOnceItsOrderIsPaid() {
    String order = order("mug.2");
    pay(order, "sunny-otter");
    vault.state = "approved";

    Response other = shop.answer(request("GET", order, "bowl.1", Map.of(), Map.of(), ""));
    Response same = shop.answer(request("GET", order, "mug.2", Map.of(), Map.of(), ""));

    assertThat(other.headers()).doesNotContainKey("Set-Cookie");
    assertThat(same.headers().get("Set-Cookie")).startsWith("kiln_cart=; ");
  }

  @Test
  void aBrowserThatReadsChineseIsAnsweredInChineseAndOthersInEnglish() {
    Response chinese = shop.answer(speaking("zh-CN,zh;q=0.9", "/cart", "mug.1"));
    Response french = shop.answer(speaking("fr-FR,fr;q=0.9", "/cart", "mug.1"));

    assertThat(chinese.body()).contains("<html lang=\"zh-Hans\">", "您的购物车", "粗陶马克杯", "€19.99");
    assertThat(chinese.headers())
        .containsEntry("Content-Language", "zh-Hans")
        .containsEntry("Vary", "Accept-Language");
    assertThat(french.body())
        .contains("<html lang=\"en\">", "Your cart", "Stoneware mug", "€19.99");
    assertThat(french.headers()).containsEntry("Content-Language", "en");
  }

  @Test
  void whatIsRefusedIsSaidInTheReadersLanguage() {
    String order = order();
    Map<String, String> chinese = Map.of("origin", ORIGIN, "accept-language", "zh");
    String body = Json.write(Map.of("alias", CARD));

    Response answer = shop.answer(request("POST", order + "/payment", "", Map.of(), chinese, body));

    assertThat(answer.body()).contains("这看起来像银行卡号").doesNotContain("4111");
  }

  @Test
  void anOrderIsDescribedToTheVaultAsItWasOrderedWhoeverTriesItAgain() {
    Map<String, String> chinese = Map.of("origin", ORIGIN, "accept-language", "zh");
    String order =
        shop.answer(request("POST", "/orders", "mug.2-bowl.1", Map.of(), chinese, ""))
            .headers()
            .getOrDefault("Location", "none");

    pay(order, "sunny-otter");

    assertThat(created()).contains("粗陶马克杯 × 2 等 2 种").doesNotContain("Stoneware");
  }

  @Test
  void theRecordHoldsNoToken() throws IOException {
    pay(order(), "sunny-otter");

    assertThat(Files.readString(record))
        .contains("sunny-otter", "POST /v1/payments")
        .doesNotContain("Bearer", "secret");
  }

  /** The address of a new order of one mug. */
  private String order() {
    return order("mug.1");
  }

  private String order(String cart) {
    return shop.answer(form("/orders", ORIGIN, cart, Map.of()))
        .headers()
        .getOrDefault("Location", "none");
  }

  private Response pay(String order, String username) {
    return shop.answer(
        json(order + "/payment", ORIGIN, Map.of("alias", username, "order", "ignored")));
  }

  private String created() {
    return vault.seen.stream()
        .filter(each -> each.path().equals("/v1/payments"))
        .findFirst()
        .orElseThrow()
        .body();
  }

  private static Request json(String path, String origin, Map<String, Object> body) {
    return request("POST", path, "", Map.of(), Map.of("origin", origin), Json.write(body));
  }

  private static Request form(String path, String origin, String cart, Map<String, String> form) {
    return request("POST", path, cart, form, Map.of("origin", origin), "");
  }

  private static Request speaking(String languages, String path, String cart) {
    return request("GET", path, cart, Map.of(), Map.of("accept-language", languages), "");
  }

  private static Request get(String path) {
    return get(path, "", "");
  }

  private static Request get(String path, String name, String value) {
    return new Request("GET", path, Map.of(name, value), Map.of(), Map.of(), "");
  }

  private static Request request(
      String method,
      String path,
      String cart,
      Map<String, String> form,
      Map<String, String> headers,
      String body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("cookie", "other=1; kiln_cart=" + cart);
    return new Request(method, path, Map.of(), form, all, body);
  }
}
