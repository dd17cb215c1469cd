package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Where the operator lets a password alone carry one small payment: what the payer's own browser
 * shows, and what it does not carry. Alone, as everybody's pages depend on the policy.
 */
@Order(8)
@Isolated
@ExtendWith({Browsing.class, SharedWorld.class})
class OneFactorIT {
  private static World world;
  private static Chromium chromium;
  private static Shop shop;
  private static Axe axe;
  private static Operator operator;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    shop = new Shop(world);
    axe = new Axe();
    operator = Operator.machine(world.sandbox(), Places.fresh("one-factor"));
    chromium = Chromium.launch();
    done(
        "policy",
        "set",
        "one_factor",
        "EUR",
        "--per-payment",
        "3000",
        "--count",
        "1",
        "--sum",
        "3000");
  }

  @AfterAll
  static void close() {
    if (operator != null) {
      done("policy", "unset", "one_factor", "EUR");
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aPasswordAlonePaysOnceInThePayersOwnBrowserAndThenTheCodeIsAskedToo() {
    Payer payer = world.payer(Cast.PAYS_BY_PASSWORD);
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toPaymentPage(page, payer.alias());
      assertThat(page.locator("#optional").isVisible()).isFalse();
      page.locator("#password").fill(payer.password());
      page.locator("#pay").click();
      problem(page, "6 digits");
      page.locator("#code").fill(payer.code());
      page.locator("#pay").click();
      paid(page);

      shop.toPaymentPage(page, payer.alias());
      assertThat(page.locator("#optional").isVisible()).isTrue();
      look(page, "one-factor");
      Chromium.pictureDark(page, "one-factor");
      page.locator("#choose-card").check();
      assertThat(page.locator("#optional").isVisible()).isFalse();
      page.locator("#choose-card").uncheck();
      page.locator("#password").fill(payer.password());
      page.locator("#pay").click();
      paid(page);
      JsonNode told = world.bank().authorizations(PasskeyTwins.paymentOf(page)).getFirst();
      assertThat(told.path("authentication").path("amr").toString()).isEqualTo("[\"pwd\"]");
      assertThat(told.path("authentication").path("acr").asText()).isEqualTo("one_factor");
      assertThat(shown(payer).path("oneFactor").path(0).path("count").asInt()).isEqualTo(1);

      shop.toPaymentPage(page, payer.alias());
      String id = PasskeyTwins.paymentOf(page);
      page.locator("#password").fill(payer.password());
      page.locator("#pay").click();
      problem(page, "your password alone is not enough");
      assertThat(page.locator("#optional").isVisible()).isFalse();
      look(page, "one-factor-refused");
      assertThat(world.bank().of(id)).isEmpty();
      page.locator("#code").fill(payer.code());
      page.locator("#pay").click();
      paid(page);
      assertThat(shown(payer).path("oneFactor")).isEmpty();
      inChinese(context, payer);
    }
  }

  /** The same browser with another language, on a page of its own. */
  private static void inChinese(BrowserContext own, Payer payer) {
    try (BrowserContext context = chromium.stranger("zh-CN", true)) {
      context.addCookies(
          own.cookies(world.pagesUrl()).stream()
              .filter(cookie -> cookie.name.equals("__Host-browser"))
              .toList());
      Page page = context.newPage();
      shop.toPaymentPage(page, payer.alias());
      assertThat(page.locator("#optional").textContent()).isEqualTo("\uff08\u9009\u586b\uff09");
      look(page, "one-factor-zh");
    }
  }

  private static JsonNode shown(Payer payer) {
    return Reply.parse(done("payers", "show", "--alias", payer.alias(), "--output", "json"));
  }

  private static String done(String... words) {
    Operator.Ended ended = operator.run(words);
    assertThat(ended.exit()).as(List.of(words) + ended.err()).isZero();
    return ended.out();
  }

  private static void look(Page page, String name) {
    assertThat(axe.barriers(page)).isEmpty();
    Chromium.picture(page, name);
  }

  private static void problem(Page page, String text) {
    page.waitForCondition(() ->
        page.locator("#problem").isVisible()
            && page.locator("#problem").textContent().contains(text));
  }

  private static void paid(Page page) {
    page.locator("#result").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
    assertThat(page.locator("#headline").textContent()).isEqualTo("Paid");
  }
}
