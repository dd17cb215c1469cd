package org.cardnym.sandbox.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
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

class WebhookReceiverTest {
  private static final String ORIGIN = "http://127.0.0.1:1234";

  @TempDir Path folder;
  private FakeVault vault;
  private Path record;
  private Shop shop;
  private String order;

  @BeforeEach
  void order() throws IOException {
    vault = new FakeVault();
    record = folder.resolve("seen.jsonl");
    InstantSource clock = InstantSource.system();
    Caller caller = new Caller(DevelopmentAuthority.in(folder, clock.instant()).certificateFile());
    Tokens tokens = new Tokens(caller, vault.origin() + "/oauth2/token", "shop", "secret", clock);
    SeenByMerchant seen = new SeenByMerchant(record, clock);
    MerchantApi api = new MerchantApi(caller, tokens, vault.origin(), seen);
    shop = new Shop(ORIGIN, new Orders(), api, seen, "http://localhost:1");
    Map<String, String> cart = Map.of("origin", ORIGIN, "cookie", "kiln_cart=mug.1");
    order =
        shop.answer(new Request("POST", "/orders", Map.of(), Map.of(), cart))
            .headers()
            .getOrDefault("Location", "none");
    pay();
  }

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void theOrderPageTurnsPaidWithoutAskingTheVault() {
    assertThat(page()).doesNotContain("it is paid");
    long asked = vault.count("GET", "/v1/payments/");

    Response answer = shop.answer(vault.signer.hook(told("pay_0", "approved")));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(page()).contains("it is paid");
    assertThat(vault.count("GET", "/v1/payments/")).isEqualTo(asked);
  }

  @Test
  void aWebhookThatComesTwiceOrLateChangesNothing() {
    Request approved = vault.signer.hook(told("pay_0", "approved"));
    shop.answer(approved);

    assertThat(shop.answer(approved).status()).isEqualTo(204);
    assertThat(shop.answer(vault.signer.hook(told("pay_0", "failed"))).status()).isEqualTo(204);

    assertThat(page()).contains("it is paid");
  }

  @Test
  void anotherPaymentDoesNotPayThisOrder() {
    shop.answer(vault.signer.hook(told("pay_7", "approved")));

    assertThat(page()).doesNotContain("it is paid");
  }

  @Test
  void whatTheVaultDidNotSignIsRefusedAndNotWrittenDown() throws IOException {
    Request forged = new WebhookSigner().hook(told("pay_0", "approved"));

    assertThat(shop.answer(forged).status()).isEqualTo(401);
    assertThat(shop.answer(unsigned()).status()).isEqualTo(401);

    assertThat(page()).doesNotContain("it is paid");
    assertThat(Files.readString(record)).doesNotContain("POST /webhooks");
  }

  @Test
  void forgedWebhooksMakeTheShopAskForKeysOnce() {
    for (int i = 0; i < 20; i++) {
      shop.answer(new WebhookSigner().hook(told("pay_0", "approved")));
    }

    assertThat(vault.count("GET", "/v1/webhook-keys")).isEqualTo(1);
  }

  @Test
  void aWebhookForAnOrderThatIsGoneIsTakenAndForgotten() {
    String body = told("pay_9", "approved");

    assertThat(shop.answer(vault.signer.hook(body)).status()).isEqualTo(204);
    assertThat(shop.answer(vault.signer.hook("no json")).status()).isEqualTo(204);
  }

  @Test
  void whileTheKeysCantBeReadTheVaultIsToldToComeAgain() {
    vault.refuseTokens = 9;

    assertThat(shop.answer(vault.signer.hook(told("pay_0", "approved"))).status()).isEqualTo(503);
  }

  private String told(String payment, String state) {
    return "{\"type\":\"payment.%s\",\"data\":{\"payment\":{\"id\":\"%s\",\"state\":\"%s\",\"order\":{\"reference\":\"%s\"}}}}"
        .formatted(state, payment, state, reference());
  }

  private String reference() {
    return order.substring("/orders/".length());
  }

  private String page() {
    return shop.answer(new Request("GET", order, Map.of(), Map.of(), Map.of())).body();
  }

  private Request unsigned() {
    return new Request(
        "POST", "/webhooks", Map.of(), Map.of(), new HashMap<>(), told("pay_0", "approved"));
  }

  private void pay() {
    String asked = Json.write(Map.of("alias", "sunny-otter"));
    shop.answer(
        new Request(
            "POST", order + "/payment", Map.of(), Map.of(), Map.of("origin", ORIGIN), asked));
  }
}
