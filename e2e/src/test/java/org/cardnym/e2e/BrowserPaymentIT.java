package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The product as a shopper meets it, in a real browser. Left out only by {@code -DskipBrowser}. */
@Order(3)
@ExtendWith({Browsing.class, SharedWorld.class})
class BrowserPaymentIT {
  private static final Pattern PAYMENT = Pattern.compile("/pay/(pay_[0-9a-z]{26})");

  private static World world;
  private static Chromium chromium;
  private static Shop shop;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    shop = new Shop(world);
    chromium = Chromium.launch();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aNewcomerRegistersWithACardWhoseBankAsksAndPays() {
    try (BrowserContext context = chromium.stranger()) {
      Payer newcomer = register(context.newPage(), "window-shopper");
      Page page = context.newPage();
      page.navigate(world.shopUrl() + "/");
      shop.toOrder(page);
      shop.toPaymentPage(page, newcomer.alias());
      String id = paymentOf(page);
      prove(page, newcomer.password(), newcomer.code());
      headline(page, "Paid");
      page.locator("#back").click();
      page.waitForURL(world.shopUrl() + "/orders/**");
      assertThat(page.locator("h1").textContent()).contains("it is paid");
      JsonNode receipt = world.bank().authorizations(id).getFirst();
      assertThat(receipt.path("decision").asText()).isEqualTo("approved");
      assertThat(receipt.path("card").asText()).isEqualTo(TestCard.BANK_ASKS_CODE.masked());
    }
  }

  @Test
  void doubleClickSecondTabReloadAndBackButtonPayOnce() {
    Payer payer = world.demoPayer();
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toPaymentPage(page, payer.alias());
      String id = paymentOf(page);
      Page second = context.newPage();
      second.navigate(page.url());
      assertThat(second.locator("#proofs").isVisible()).isTrue();

      fill(page, payer.password(), payer.code());
      page.evaluate(
          "() => { const b = document.querySelector('#pay'); b.click(); b.click();"
              + " b.form.requestSubmit(); }");
      headline(page, "Paid");
      page.reload();
      headline(page, "Paid");

      prove(second, payer.password(), payer.wrongCode());
      headline(second, "Paid");

      page.locator("#back").click();
      page.waitForURL(world.shopUrl() + "/orders/**");
      page.goBack();
      headline(page, "Paid");
      assertThat(page.locator("#proofs").isVisible()).isFalse();
      assertThat(world.bank().authorizations(id)).hasSize(1);
      assertThat(world.bank().of(id)).hasSize(1);
    }
  }

  @Test
  void fiveProofsThatAreWrongOrUsedOrAnothersLockStrangersOutButNotTheBrowserThatHasPaid() {
    Payer payer = world.payer(Cast.LOCKED_OUT);
    Payer other = world.payer(Cast.PLAIN_SIGHT);
    String refusal = "\u9a8c\u8bc1\u672a\u901a\u8fc7";
    try (BrowserContext owner = chromium.stranger();
        BrowserContext stranger = chromium.stranger("zh-CN", true)) {
      Page strange = stranger.newPage();
      strange.setViewportSize(1280, 800);
      shop.toPaymentPage(strange, payer.alias());
      Page own = owner.newPage();
      shop.toPaymentPage(own, payer.alias());
      String used = payer.code();
      prove(own, payer.password(), used);
      headline(own, "Paid");

      refused(strange, refusal, payer.password(), used);
      refused(strange, refusal, payer.password(), other.codeNotUsed());
      refused(strange, refusal, other.password(), other.codeNotUsed());
      refused(strange, refusal, payer.password(), payer.wrongCode());
      refused(strange, refusal, "wrong-" + payer.password(), payer.codeNotUsed());
      refused(strange, refusal, payer.password(), payer.codeNotUsed());

      Page again = owner.newPage();
      shop.toPaymentPage(again, payer.alias());
      prove(again, payer.password(), payer.code());
      headline(again, "Paid");
    }
  }

  @Test
  void anUnknownAliasLooksExactlyLikeAKnownOne() {
    Payer payer = world.payer(Cast.PLAIN_SIGHT);
    List<String> known = look(payer.alias());
    List<String> unknown = look("no-such-person");
    assertThat(unknown).isEqualTo(known);
  }

  @Test
  void aCardNumberTypedAsUsernameNeverLeavesTheBrowser() {
    List<String> sent = new CopyOnWriteArrayList<>();
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toOrder(page);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      page.onRequest(
          request -> sent.add(request.url() + " " + request.postData() + " " + request.headers()));
      page.locator("#username").fill("4111 1111 1111 1111");
      page.locator("#pay").click();
      page.waitForCondition(
          () -> page.locator("#message").textContent().contains("looks like a card number"));
      assertThat(page.locator("#username").inputValue()).isEmpty();
      page.waitForTimeout(500);
    }
    assertThat(sent)
        .noneMatch(request -> request.contains("4111") || request.contains("/payment "));
    // Browsers ask for a page's icon when it suits them.
    assertThat(sent).allMatch(request -> request.contains("/mug.svg null "));
  }

  @Test
  void thePaymentPageOpensFromAPageOfTheShopThatHidesItsAddress() {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toOrder(page);
      page.evaluate(
          """
          document.head.append(
              Object.assign(
                  document.createElement('meta'), {name: 'referrer', content: 'no-referrer'}))
          """);
      page.locator("#username").fill(world.demoPayer().alias());
      Request opened =
          page.waitForRequest(
              request -> request.url().startsWith(world.pagesUrl() + "/pay/"),
              () -> page.locator("#pay").click());
      assertThat(opened.allHeaders()).doesNotContainKey("referer");
      page.locator("#proofs").waitFor();
    }
  }

  @Test
  void aPopUpPaysAndTheOrderTurnsPaidInTheWindowThatOpenedIt() {
    Payer payer = world.payer(Cast.POP_UP_BUYER);
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toOrder(page);
      page.evaluate("document.querySelector('cardnym-checkout').setAttribute('popup', '')");
      page.locator("#username").fill(payer.alias());
      Page popup = page.waitForPopup(() -> page.locator("#pay").click());
      popup.waitForURL(world.pagesUrl() + "/pay/**");
      popup.locator("#proofs").waitFor();
      prove(popup, payer.password(), payer.code());
      headline(popup, "Paid");
      popup.locator("#back").click();
      page.waitForCondition(popup::isClosed);
      page.waitForCondition(() -> page.locator("h1").textContent().contains("it is paid"));
    }
  }

  @Test
  void anotherBrowserIsToldThatThePaymentWasBegunElsewhere() {
    try (BrowserContext mine = chromium.stranger();
        BrowserContext other = chromium.stranger()) {
      Page page = mine.newPage();
      shop.toPaymentPage(page, world.demoPayer().alias());
      Page elsewhere = other.newPage();
      Response shown = elsewhere.navigate(page.url());
      assertThat(shown.status()).isEqualTo(403);
      assertThat(elsewhere.content()).contains("begun elsewhere").doesNotContain("19.99", "Kiln");
    }
  }

  private static Payer register(Page page, String alias) {
    String email = alias + "@mail.sandbox.example";
    String password = world.newPassword();
    page.navigate(world.pagesUrl() + "/enrol");
    step(page, "contact", Map.of("#email", email));
    step(page, "confirm", Map.of("#mail-code", world.inbox().code(email)));
    step(page, "alias", Map.of("#alias", alias));
    step(page, "password", Map.of("#new-password", password, "#again", password));
    page.locator("#qr svg").waitFor();
    String secret = page.locator("#otp-secret").textContent().replace(" ", "");
    long now = Totp.step();
    step(page, "otp", Map.of("#otp-code", Totp.code(secret, now)));
    Payer payer = world.know(new Payer(alias, email, password, secret, now));
    Map<String, String> card = new TreeMap<>();
    card.put("#number", "5555 5555 5555 4444");
    card.put("#holder", "Robin Sample");
    card.put("#expiry", "11/29");
    card.put("#cvc", TestCard.BANK_ASKS_CODE.verificationCode());
    step(page, "card", card);
    step(page, "bank", Map.of("#bank-code", TestCard.BANK_CODE));
    page.locator("[data-step=done]").waitFor();
    assertThat(page.locator("#who").textContent()).contains(alias);
    return payer;
  }

  private static void step(Page page, String name, Map<String, String> fields) {
    Locator form = page.locator("form[data-step=" + name + "]");
    form.waitFor();
    fields.forEach((field, value) -> page.locator(field).fill(value));
    form.locator("button[type=submit]").click();
    form.waitFor(
        new Locator.WaitForOptions()
            .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
  }

  private static void fill(Page page, String password, String code) {
    page.locator("#password").fill(password);
    page.locator("#code").fill(code);
  }

  private static void prove(Page page, String password, String code) {
    fill(page, password, code);
    page.locator("#pay").click();
  }

  private static void headline(Page page, String text) {
    page.locator("#result").waitFor();
    assertThat(page.locator("#headline").textContent()).isEqualTo(text);
  }

  private static void problem(Page page, String text) {
    page.locator("#problem").waitFor();
    assertThat(page.locator("#problem").textContent()).contains(text);
  }

  /** The vault itself says no, and the page asks again. */
  private static void refused(Page page, String text, String password, String code) {
    Response answer =
        page.waitForResponse(
            response -> response.url().endsWith("/proofs"), () -> prove(page, password, code));
    assertThat(answer.status()).isEqualTo(403);
    problem(page, text);
  }

  private static String paymentOf(Page page) {
    var found = PAYMENT.matcher(page.url());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /**
   * All that a browser gets from the vault for a name, from the shop's button to a wrong proof;
   * what differs by chance is blanked.
   */
  private static List<String> look(String alias) {
    List<String> seen = new ArrayList<>();
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      List<Response> responses = new CopyOnWriteArrayList<>();
      page.onResponse(response -> {
        if (response.url().startsWith(world.pagesUrl() + "/pay/")) {
          responses.add(response);
        }
      });
      shop.toPaymentPage(page, alias);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      seen.add(blank(page.content()));
      Response proven =
          page.waitForResponse(
              response -> response.url().endsWith("/proofs"),
              () -> prove(page, "Some-Wrong-Password-1", "000001"));
      seen.add(proven.status() + " " + blank(proven.text()));
      problem(page, "did not match");
      page.waitForLoadState(LoadState.NETWORKIDLE);
      seen.add(blank(page.content()));
      // Passkeys are offered anew where and as often as the browser finds the time.
      responses.stream().map(BrowserPaymentIT::head).distinct().forEach(seen::add);
    }
    return seen;
  }

  private static String head(Response response) {
    Request request = response.request();
    Map<String, String> headers = new TreeMap<>(response.allHeaders());
    headers.keySet().removeAll(List.of("date", "content-length"));
    return request.method()
        + " "
        + blank(response.url())
        + " "
        + response.status()
        + " "
        + blank(headers.toString());
  }

  /** Without ids, secrets, order references and times. */
  private static String blank(String text) {
    return text.replaceAll("pay_[0-9a-z]{26}", "PAYMENT")
        .replaceAll("/PAYMENT/[A-Za-z0-9_-]{22}", "/PAYMENT/SECRET")
        .replaceAll("M-[A-Z]{10}", "ORDER")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME")
        .replaceAll(">[0-9]{1,2}:[0-9]{2}<", ">LEFT<")
        .replaceAll("data-left=\"[0-9]{3}\"", "data-left=LEFT")
        .replaceAll("(\"request\":\")[A-Za-z0-9_-]{22}", "$1REQUEST")
        .replaceAll("(__Host-[a-zA-Z0-9_]+=)[^;]+", "$1VALUE")
        .replaceAll("(request-id=)[^,}]+", "$1REQUEST");
  }
}
