package org.cardnym.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
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
  private static final String CHECKOUT = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String CARD = "4111 1111 1111 1111";

  @TempDir Path folder;
  private FakeVault vault;
  private Path record;
  private Shop shop;

  @BeforeEach
  void open() throws IOException {
    vault = new FakeVault();
    record = folder.resolve("seen.jsonl");
    InstantSource clock = InstantSource.system();
    Caller caller = new Caller(DevelopmentAuthority.in(folder, clock.instant()).certificateFile());
    Tokens tokens = new Tokens(caller, vault.origin() + "/oauth2/token", "shop", "secret", clock);
    SeenByMerchant seen = new SeenByMerchant(record, clock);
    shop =
        new Shop(ORIGIN, new Orders(), new MerchantApi(caller, tokens, vault.origin(), seen), seen);
  }

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void aUsernameLeadsToThePaymentPage() {
    Response answer = shop.answer(checkout("sunny-otter"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Json.read(answer.body()).path("pay").asText())
        .startsWith("http://localhost:1/pay/pay_");
  }

  @Test
  void aCardNumberIsRefusedWithoutEchoOrRecordOrMessageToTheVault() {
    Response byScript = shop.answer(checkout(CARD));
    Response byForm = shop.answer(checkout(CARD, CHECKOUT, ""));

    for (Response answer : List.of(byScript, byForm)) {
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body()).contains("looks like a card number").doesNotContain("4111");
    }
    assertThat(vault.seen).isEmpty();
    assertThat(record).doesNotExist();
  }

  @Test
  void aDoubleClickBuysOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> clicks =
          IntStream.range(0, 5)
              .mapToObj(any -> (Callable<String>) () -> shop.answer(checkout("sunny-otter")).body())
              .toList();
      List<String> answers =
          threads.invokeAll(clicks).stream().map(each -> each.resultNow()).distinct().toList();

      assertThat(answers).hasSize(1);
    }
    assertThat(vault.payments()).isEqualTo(1);
  }

  @Test
  void afterAnUnreachableVaultTheSameFormTriesTheSamePayment() {
    vault.refuseTokens = 2;
    assertThat(shop.answer(checkout("sunny-otter")).status()).isEqualTo(422);

    assertThat(shop.answer(checkout("sunny-otter")).status()).isEqualTo(200);

    List<String> keys =
        vault.seen.stream()
            .filter(each -> each.path().equals("/v1/payments"))
            .map(each -> each.header("idempotency-key"))
            .distinct()
            .collect(Collectors.toList());
    assertThat(keys).hasSize(1);
  }

  @Test
  void aPaidOrderCantBePaidAgainByGoingBack() {
    shop.answer(checkout("sunny-otter"));
    vault.state = "approved";

    Response again = shop.answer(checkout("sunny-otter"));

    assertThat(Json.read(again.body()).path("go").asText()).startsWith("/orders/M-");
    assertThat(vault.payments()).isEqualTo(1);
  }

  @Test
  void theResultIsAskedOfTheVaultNotReadFromTheAddress() {
    String order = orderOf("sunny-otter");
    vault.state = "declined";

    Response back = shop.answer(get("/return", "order", order.substring("/orders/".length())));
    Response page = shop.answer(get(order, "state", "approved"));

    assertThat(back.headers()).containsEntry("Location", order);
    assertThat(page.body()).contains("The payment was declined").doesNotContain("it is paid");
  }

  @Test
  void tokensAreKeptAndRenewedAfterARefusal() {
    String order = orderOf("sunny-otter");
    shop.answer(get(order, "", ""));
    assertThat(vault.count("POST", "/oauth2/token")).isEqualTo(1);
    vault.refuseTokens = 1;

    assertThat(shop.answer(get(order, "", "")).status()).isEqualTo(200);

    assertThat(vault.count("POST", "/oauth2/token")).isEqualTo(2);
  }

  @Test
  void aUsernameTheVaultCantPrepareIsSaidPlainly() {
    vault.refuseCreation = 422;

    assertThat(shop.answer(checkout("a b")).body()).contains("can't be a username");
  }

  @Test
  void aForeignPageCantOrder() {
    Request foreign =
        new Request(
            "POST",
            "/checkout",
            Map.of(),
            Map.of("username", "x", "checkout", CHECKOUT),
            Map.of("origin", "http://localhost:1234"));

    assertThat(shop.answer(foreign).status()).isEqualTo(403);
    assertThat(vault.seen).isEmpty();
  }

  @Test
  void anUnknownOrderEndsWell() {
    assertThat(shop.answer(get("/orders/M-NOTHING", "", "")).body())
        .contains("We don&#39;t know this order");
  }

  @Test
  void theRecordHoldsNoToken() throws IOException {
    shop.answer(checkout("sunny-otter"));

    assertThat(Files.readString(record))
        .contains("sunny-otter", "POST /v1/payments")
        .doesNotContain("Bearer", "secret");
  }

  /** The address of the order that a browser without script is sent to. */
  private String orderOf(String username) {
    Response answer = shop.answer(checkout(username, CHECKOUT, ""));
    return answer.headers().getOrDefault("Location", "none");
  }

  private static Request checkout(String username) {
    return checkout(username, CHECKOUT, "application/json");
  }

  private static Request checkout(String username, String checkout, String accept) {
    return new Request(
        "POST",
        "/checkout",
        Map.of(),
        Map.of("username", username, "checkout", checkout),
        Map.of("origin", ORIGIN, "accept", accept));
  }

  private static Request get(String path, String name, String value) {
    return new Request("GET", path, Map.of(name, value), Map.of(), Map.of());
  }
}
