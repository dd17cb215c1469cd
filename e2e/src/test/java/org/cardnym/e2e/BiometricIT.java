package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A payer confirms by the demo phone's sensor, in a real browser. */
@Order(4)
@ExtendWith({Browsing.class, SharedWorld.class})
class BiometricIT {
  private static final Pattern PAYMENT = Pattern.compile("/pay/(pay_[0-9a-z]{26})");

  private static World world;
  private static Chromium chromium;
  private static Shop shop;
  private static Axe axe;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    shop = new Shop(world);
    axe = new Axe();
    chromium = Chromium.launch();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aPayerLinksThePhoneAndPaysByTouchingItsSensor() {
    Payer payer = world.payer(Cast.TOUCHES_THE_SENSOR);
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toPaymentPage(page, payer.alias());
      look(page, "provider-pay");
      confirm(page);
      page.locator("#problem").waitFor();
      assertThat(page.locator("#problem").textContent()).contains("did not confirm that it");
      assertThat(page.url()).doesNotContain("#");
      look(page, "provider-refused");
      String id = paymentOf(page);

      Page account = context.newPage();
      link(account, payer);

      confirm(page);
      page.locator("#result").waitFor();
      assertThat(page.locator("#headline").textContent()).isEqualTo("Paid");
      assertThat(paymentOf(page)).isEqualTo(id);
      JsonNode receipt = world.bank().authorizations(id).getFirst();
      assertThat(receipt.path("decision").asText()).isEqualTo("approved");
      assertThat(receipt.path("authentication").path("amr").toString())
          .isEqualTo("[\"fpt\",\"hwk\"]");
      assertThat(receipt.path("authentication").path("bound").asText()).isEqualTo("signed");

      unlink(account);
    }
  }

  @Test
  void aNameThatNobodyHasIsAskedAndAnsweredAlike() {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toPaymentPage(page, "no-such-person");
      confirm(page);
      page.locator("#problem").waitFor();
      assertThat(page.locator("#problem").textContent()).contains("did not confirm that it");
      assertThat(page.locator("#proofs").isVisible()).isTrue();
    }
  }

  /** From the payment's page to the phone and back. */
  private static void confirm(Page page) {
    page.locator("[data-name=phone]").click();
    page.locator("#touch").waitFor();
    page.locator("#touch").click();
    page.waitForURL(world.pagesUrl() + "/pay/pay_**");
  }

  private static void link(Page page, Payer payer) {
    page.navigate(world.pagesUrl() + "/account");
    page.locator("#in-alias").fill(payer.alias());
    page.locator("#in-password").fill(payer.password());
    page.locator("#in-code").fill(payer.code());
    page.locator("#signin-form button[type=submit]").click();
    page.locator("#home").waitFor();
    page.navigate(world.pagesUrl() + "/account/security");
    page.locator("#providers-offered button").click();
    page.locator("#touch").click();
    page.waitForCondition(() ->
        page.url().equals(world.pagesUrl() + "/account/providers/return")
            && page.locator("#news").textContent().startsWith("Linked"));
    look(page, "provider-return");
    page.locator("#on").click();
    page.locator("#providers-linked li").waitFor();
    look(page, "provider-linked");
    Await.until(
        "the mail that tells of it",
        Duration.ofSeconds(30),
        () -> world.inbox().all().contains("was linked with your Cardnym account"));
  }

  private static void unlink(Page page) {
    page.locator("#providers-linked button").click();
    page.waitForCondition(() -> page.locator("#providers-linked li").count() == 0);
    assertThat(page.locator("#news").textContent()).contains("Unlinked");
  }

  private static void look(Page page, String name) {
    assertThat(axe.barriers(page)).isEmpty();
    Chromium.picture(page, name);
  }

  private static String paymentOf(Page page) {
    var found = PAYMENT.matcher(page.url());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
