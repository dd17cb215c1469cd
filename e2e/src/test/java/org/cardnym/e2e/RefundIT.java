package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** After the sale: the shop gives back, the bank books it, the shop hears, the payer sees. */
@Order(7)
@Isolated
@ExtendWith({Browsing.class, SharedWorld.class})
class RefundIT {

  private static World world;

  @BeforeAll
  static void enter(World shared) {
    world = shared;
  }

  @Test
  void whatIsGivenBackIsBookedToldAndShownAndNeverMoreThanWasPaid() {
    Payer payer = world.payer(Cast.SENDS_IT_BACK);
    Merchant merchant = world.merchant();
    String payment = world.pay(payer).path("id").asText();
    merchant.awaitState(payment, Await.PATIENCE, Set.of("approved"));

    Reply part = merchant.refund(payment, "\"part-1\"", 500);
    assertThat(part.status()).as(part.body()).isEqualTo(201);
    String refund = succeeded(payment, part.json().path("id").asText());

    assertThat(merchant.refund(payment, "\"part-1\"", 500).json().path("id").asText())
        .isEqualTo(refund);
    Reply over = merchant.refund(payment, "\"part-2\"", 735);
    assertThat(over.status()).isEqualTo(422);
    assertThat(over.json().path("refundable").asInt()).isEqualTo(734);
    Reply rest = merchant.refund(payment, "\"part-2\"", null);
    succeeded(payment, rest.json().path("id").asText());
    assertThat(merchant.get(payment).json().path("amounts").path("refunded").asInt())
        .isEqualTo(1234);

    List<JsonNode> booked =
        world.bank().of(payment).stream()
            .filter(receipt -> receipt.path("kind").asText().equals("refund"))
            .toList();
    assertThat(booked)
        .extracting(receipt -> receipt.path("balanceEffect").asInt())
        .containsExactlyInAnyOrder(500, 734);
    Await.until("the webhook", Await.PATIENCE, () -> heardByShop("refund.succeeded", refund));
    JsonNode timeline = world.admin().get("/payments/" + payment).json();
    assertThat(timeline.path("refunds").findValuesAsText("state"))
        .containsExactly("succeeded", "succeeded");
    shown(payer);
  }

  private static String succeeded(String payment, String refund) {
    Await.until(
        "the refund",
        Await.PATIENCE,
        () ->
            world
                .merchant()
                .get(payment + "/refunds/" + refund)
                .json()
                .path("state")
                .asText()
                .equals("succeeded"));
    return refund;
  }

  private static boolean heardByShop(String type, String refund) {
    Path seen = Path.of(world.sandbox().get("LOG_DIR")).resolve("seen-by-merchant.jsonl");
    try {
      return Files.readAllLines(seen).stream()
          .anyMatch(line ->
              line.contains("POST /webhooks") && line.contains(type) && line.contains(refund));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void shown(Payer payer) {
    try (Chromium chromium = Chromium.launch();
        BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      page.navigate(world.pagesUrl() + "/account");
      page.locator("#in-alias").fill(payer.alias());
      page.locator("#in-password").fill(payer.password());
      page.locator("#in-code").fill(payer.code());
      page.locator("#signin-form button[type=submit]").click();
      page.locator(".payment summary").first().click();
      assertThat(page.locator(".payment").first().textContent())
          .contains("Refunded", "\u20ac12.34");
      Chromium.picture(page, "account-refunded");
    }
  }
}
