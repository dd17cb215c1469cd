package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.e2e.PasskeyTwins.paymentOf;
import static org.cardnym.e2e.PasskeyTwins.touch;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A passkey as its owner meets it: added on the security page, then paying with one touch. */
@Order(3)
@ExtendWith({Browsing.class, SharedWorld.class})
class PasskeyIT {
  private static World world;
  private static Chromium chromium;
  private static Shop shop;
  private static Axe axe;
  private static Payer holder;
  private static Page own;
  private static VirtualKey device;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    shop = new Shop(world);
    axe = new Axe();
    chromium = Chromium.launch();
    holder = world.payer(Cast.HOLDS_PASSKEY);
    own = chromium.stranger().newPage();
    device = VirtualKey.on(own);
    add(own, holder, "The passkey is added");
  }

  @BeforeEach
  void asEver() {
    own.navigate("about:blank");
    own.unroute("**/passkey");
    device.verifies(true);
    device.touched(true);
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "en-GB, TOUCHES_EN, 390, 844, 1, Pay with a passkey, Paid, The passkey is added,"
        + " can\u2019t pay here",
    "zh-CN, TOUCHES_ZH, 1280, 800, 2, \u4f7f\u7528\u901a\u884c\u5bc6\u94a5\u4ed8\u6b3e, \u652f\u4ed8\u6210\u529f,"
        + " \u901a\u884c\u5bc6\u94a5\u5df2\u6dfb\u52a0, \u4e0d\u80fd\u7528\u4e8e\u8fd9\u7b14\u4ed8\u6b3e"
  })
  void aPasskeyIsAddedPaysWithOneTouchOnlyWhatItSignedAndIsRemoved(
      String language,
      Cast who,
      int width,
      int height,
      int mugs,
      String call,
      String paid,
      String added,
      String refusal) {
    Payer payer = world.payer(who);
    try (BrowserContext context = chromium.stranger(language, true)) {
      Page page = context.newPage();
      page.setViewportSize(width, height);
      VirtualKey device = VirtualKey.on(page);
      add(page, payer, added);
      Chromium.shoot(page, "passkeys-" + language, width, height);
      assertThat(device.kept()).isEqualTo(1);
      assertThat(axe.barriers(page)).isEmpty();

      device.touched(false);
      shop.toPaymentPage(page, payer.alias());
      Chromium.shoot(page, "pay-passkey-" + language, width, height);
      assertThat(axe.barriers(page)).isEmpty();
      assertThat(page.locator("#pay-passkey").textContent()).isEqualTo(call);
      String id = paymentOf(page);
      String used =
          page.waitForRequest(
                  request -> request.url().endsWith("/proofs"), () -> touch(page, device))
              .postData();
      headline(page, paid);

      JsonNode receipt = world.bank().authorizations(id).getFirst();
      assertThat(receipt.path("decision").asText()).isEqualTo("approved");

      var twins = new PasskeyTwins(world, page, device, refusal);
      twins.payOnlyAsTheyWereSigned(used, mugs, payer, paid);
      twins.aCopyIsStopped(payer);

      device.touched(true);
      page.navigate(world.pagesUrl() + "/account/security");
      page.locator("#passkeys .suspect").waitFor();
      page.locator("#passkeys .card summary").click();
      page.locator("#passkeys .remove").click();
      page.locator("#no-passkeys").waitFor();
      shop.toPaymentPage(page, payer.alias());
      page.locator("#problem:not([hidden])").waitFor();
      assertThat(page.locator("#proofs").isVisible()).isTrue();
    }
  }

  @Test
  void thePasswordsFieldOffersIt() {
    // A touch that comes by itself stands for the suggestion that is chosen.
    shop.toOrder(own);
    own.locator("#username").fill(holder.alias());
    own.locator("#pay").click();
    own.waitForURL(world.pagesUrl() + "/pay/**");

    headline(own, "Paid");
  }

  @Test
  void withoutVerificationNothingIsPaidWhateverTheBrowserIsTold() {
    device.verifies(false);
    device.touched(false);
    shop.toPaymentPage(own, holder.alias());
    String id = paymentOf(own);

    touch(own, device);
    problem(own, "there is no passkey for this page");

    // A browser that was talked out of it: the vault itself refuses.
    own.route("**/passkey", PasskeyIT::discouraged);
    own.locator("#pay-passkey").click();
    problem(own, "can\u2019t pay here");
    assertThat(world.bank().of(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anothersNameIsNotPaidWithIt(boolean known) {
    device.touched(false);
    shop.toPaymentPage(own, known ? world.demoPayer().alias() : "nobody-has-this-name");

    touch(own, device);

    problem(own, "can\u2019t pay here");
  }

  @Test
  void framedByAShopThePageIsNotThere() {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toPaymentPage(page, world.demoPayer().alias());
      String payment = page.url();
      page.navigate("about:blank");
      page.evaluate(
          "(url) => new Promise((done) => { const f = document.createElement('iframe');"
              + " f.allow = 'publickey-credentials-get *'; f.src = url; f.onload = done;"
              + " document.body.append(f); })",
          payment);

      assertThat(
              page.frames().stream()
                  .filter(frame -> !frame.equals(page.mainFrame()))
                  .mapToInt(frame -> frame.locator("#pay-passkey").count())
                  .sum())
          .isZero();
    }
  }

  @Test
  void whereTheBrowserKnowsNoneThereIsNoButton() {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      page.addInitScript("delete window.PublicKeyCredential");
      shop.toPaymentPage(page, world.demoPayer().alias());

      assertThat(page.locator("#pay-passkey").isVisible()).isFalse();
      assertThat(page.locator("#pay").isVisible()).isTrue();
    }
  }

  private static void add(Page page, Payer payer, String added) {
    page.navigate(world.pagesUrl() + "/account");
    page.locator("#in-alias").fill(payer.alias());
    page.locator("#in-password").fill(payer.password());
    page.locator("#in-code").fill(payer.code());
    page.locator("#signin-form button[type=submit]").click();
    page.locator("#home").waitFor();
    page.navigate(world.pagesUrl() + "/account/security");
    page.locator("#no-passkeys").waitFor();
    page.locator("#passkey-name").fill("Phone");
    page.locator("#passkey-form button").click();
    page.waitForCondition(() -> page.locator("#news").textContent().contains(added));
    assertThat(page.locator("#passkeys .call").allTextContents()).isEqualTo(List.of("Phone"));
    Await.until(
        "the mail that tells of it",
        Await.PATIENCE,
        () -> world.inbox().all().contains("passkey was added to your Cardnym account"));
  }

  private static void discouraged(Route route) {
    var answer = route.fetch();
    route.fulfill(
        new Route.FulfillOptions()
            .setResponse(answer)
            .setBody(answer.text().replace("\"required\"", "\"discouraged\"")));
  }

  private static void headline(Page page, String text) {
    page.locator("#result").waitFor();
    assertThat(page.locator("#headline").textContent()).isEqualTo(text);
  }

  private static void problem(Page page, String text) {
    page.waitForCondition(() ->
        page.locator("#problem").isVisible()
            && page.locator("#problem").textContent().contains(text));
  }
}
