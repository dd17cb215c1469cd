package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Somebody lures a payer whose browser has paid before, and who is signed in, into paying for them
 * or into giving them a card: nothing of it comes to pass in a real browser.
 */
@Order(4)
@ExtendWith({Browsing.class, SharedWorld.class})
class LureIT {
  /** Nobody listens there: its pages come from the test. */
  private static final String ATTACKER = "http://127.0.0.7:48911";

  private static final String SESSION = "__Host-enrol";

  private static World world;
  private static Chromium chromium;
  private static Shop shop;
  private static Payer victim;
  private static BrowserContext browser;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    shop = new Shop(world);
    chromium = Chromium.launch();
    victim = world.payer(Cast.LURED);
    browser = chromium.stranger();
    Page page = browser.newPage();
    shop.toPaymentPage(page, victim.alias());
    page.locator("#password").fill(victim.password());
    page.locator("#code").fill(victim.code());
    page.locator("#pay").click();
    page.locator("#result").waitFor();
    assertThat(page.locator("#headline").textContent()).isEqualTo("Paid");
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** Where the shop is set as it is by default; {@link ElsewhereIT} plays the other setting. */
  @Test
  @ResourceLock(value = DemoShop.ELSEWHERE, mode = ResourceAccessMode.READ)
  void aMailedLinkToAGenuinePaymentPageAsksForNothing() {
    var payment = world.merchant().create(victim.alias());
    Page page = browser.newPage();

    Response shown = page.navigate(payment.path("paymentPage").asText());

    assertThat(shown.status()).isEqualTo(403);
    assertThat(page.locator("h1").textContent()).contains("begun elsewhere");
    assertThat(page.locator("body").textContent()).contains("don’t enter anything");
    assertThat(page.locator("input, button[type=submit]").count()).isZero();
    // Nor can they pay if they are talked into more than the page asks for.
    assertThat(posted(page, "/pay/" + payment.path("id").asText() + "/proofs")).isEqualTo(403);
    nothingWasPaid(payment.path("id").asText());
  }

  @Test
  void aFormOnAnotherSiteOpensNoPaymentPage() {
    var payment = world.merchant().create(victim.alias());
    Page page =
        lure(
            "<form method=post action='%s'></form><script>document.forms[0].submit()</script>"
                .formatted(payment.path("paymentPage").asText()));
    page.waitForURL(world.pagesUrl() + "/**");

    assertThat(page.locator("#proofs").count()).isZero();
    assertThat(page.navigate(world.pagesUrl() + "/pay/" + payment.path("id").asText()).status())
        .isEqualTo(403);
    nothingWasPaid(payment.path("id").asText());
  }

  @Test
  void aPaymentPageIsNotShownInAFrameNeitherOfAnotherSiteNorOfTheShop() {
    Page own = browser.newPage();
    shop.toPaymentPage(own, victim.alias());
    for (Page page : List.of(lure("<p>free mugs</p>"), atTheShop())) {
      page.evaluate(
          "address => new Promise(done => { const f = document.createElement('iframe');"
              + " f.onload = done; f.src = address; document.body.append(f); setTimeout(done, 3000);"
              + " })",
          own.url());
      for (Frame frame : page.frames()) {
        assertThat(frame.locator("#proofs").count()).as(frame.url()).isZero();
      }
    }
  }

  @Test
  void aWindowBehindThePageCanNeitherBeHeldNorLedElsewhere() {
    Page own = browser.newPage();
    shop.toPaymentPage(own, victim.alias());
    Page page = lure("<button>mugs</button>");

    Page under =
        page.waitForPopup(
            () -> page.evaluate("address => { window.held = window.open(address); }", own.url()));
    under.locator("#proofs").waitFor();
    page.waitForCondition(() -> (boolean) page.evaluate("window.held.closed"));
    page.evaluate("target => { try { window.held.location = target; } catch {} }", ATTACKER + "/x");
    under.waitForTimeout(500);

    assertThat(under.evaluate("window.opener")).isNull();
    assertThat(under.url()).isEqualTo(own.url());
  }

  @Test
  void aSessionThatSomebodyPlantedIsNotTheOneThatIsSignedIn() {
    try (BrowserContext attacker = chromium.stranger();
        BrowserContext clean = chromium.stranger()) {
      Page begun = attacker.newPage();
      begun.navigate(world.pagesUrl() + "/enrol");
      begun.locator("#email").fill("mallory@mail.sandbox.example");
      begun.locator("form[data-step=contact] button[type=submit]").click();
      begun.locator("form[data-step=confirm]").waitFor();
      Cookie planted = session(attacker);
      clean.addCookies(List.of(planted));
      Page page = clean.newPage();
      page.navigate(world.pagesUrl() + "/account");

      page.locator("#in-alias").fill(victim.alias());
      page.locator("#in-password").fill(victim.password());
      page.locator("#in-code").fill(victim.code());
      page.locator("#signin-form button[type=submit]").click();
      page.locator("#home").waitFor();

      assertThat(session(clean).value).isNotEqualTo(planted.value);
      begun.navigate(world.pagesUrl() + "/account");
      assertThat(begun.locator("#account").getAttribute("data-signed-in")).isEqualTo("false");
    }
  }

  @Test
  void nobodyIsSignedInAsSomebodyElseFromAnotherSite() {
    Payer mallory = world.payer(Cast.LURER);
    try (BrowserContext clean = chromium.stranger()) {
      String body =
          "{\"alias\":\"%s\",\"proofs\":{\"password\":\"%s\",\"code\":\"%s\"}}"
              .formatted(mallory.alias(), mallory.password(), mallory.codeNotUsed());
      Page page = lureIn(clean, "<p>free mugs</p>");
      page.evaluate(
          """
          async ([address, body]) => {
            for (const type of ['text/plain', 'application/json'])
              await fetch(address, {method: 'POST', mode: type === 'text/plain' ? 'no-cors' : 'cors',
                credentials: 'include', headers: {'Content-Type': type}, body}).catch(() => {});
          }
          """,
          List.of(world.pagesUrl() + "/account/sign-in", body));
      Page form =
          lureIn(
              clean,
              "<form method=post enctype='text/plain' action='%s/account/sign-in'><input name='%s'"
                      .formatted(world.pagesUrl(), body.replace("'", "").replace("\"", "&quot;"))
                  + " value=''></form><script>document.forms[0].submit()</script>");
      form.waitForLoadState(LoadState.NETWORKIDLE);

      Page enrol = clean.newPage();
      enrol.navigate(world.pagesUrl() + "/enrol");
      assertThat(enrol.locator("#who").isVisible()).isFalse();
      assertThat(clean.cookies(world.pagesUrl())).noneMatch(each -> each.name.equals(SESSION));
    }
  }

  @Test
  void whoAddsACardInAStrangersSessionSeesWhoseAccountItIs() {
    Payer mallory = world.payer(Cast.LURER);
    try (BrowserContext attacker = chromium.stranger();
        BrowserContext clean = chromium.stranger()) {
      Page signedIn = attacker.newPage();
      signedIn.navigate(world.pagesUrl() + "/account");
      signedIn.locator("#in-alias").fill(mallory.alias());
      signedIn.locator("#in-password").fill(mallory.password());
      signedIn.locator("#in-code").fill(mallory.code());
      signedIn.locator("#signin-form button[type=submit]").click();
      signedIn.locator("#home").waitFor();
      clean.addCookies(List.of(session(attacker)));

      Page page = clean.newPage();
      page.navigate(world.pagesUrl() + "/enrol");
      page.locator("form[data-step=card]").waitFor();

      assertThat(page.locator("#who").isVisible()).isTrue();
      assertThat(page.locator("#alias-shown").textContent()).isEqualTo(mallory.alias());
    }
  }

  private static Page atTheShop() {
    Page page = browser.newPage();
    page.navigate(world.shopUrl() + "/");
    return page;
  }

  private static Page lure(String body) {
    return lureIn(browser, body);
  }

  /** A page of the attacker's own site. */
  private static Page lureIn(BrowserContext where, String body) {
    Page page = where.newPage();
    page.route(
        ATTACKER + "/**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<!doctype html><title>Mugs</title>" + body)));
    page.navigate(ATTACKER + "/");
    return page;
  }

  private static Cookie session(BrowserContext context) {
    return context.cookies(world.pagesUrl()).stream()
        .filter(each -> each.name.equals(SESSION))
        .findFirst()
        .orElseThrow();
  }

  /** Posts the victim's own proofs from the page that is shown; the status. */
  private static int posted(Page page, String path) {
    Map<String, String> proofs =
        Map.of("password", victim.password(), "code", victim.codeNotUsed());
    return (int)
        page.evaluate(
            """
            ([path, proofs]) => fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json'},
              body: JSON.stringify(proofs)}).then((answer) => answer.status)
            """,
            List.of(path, proofs));
  }

  private static void nothingWasPaid(String id) {
    assertThat(world.merchant().get(id).json().path("state").asText())
        .isEqualTo("requires_authentication");
    assertThat(world.bank().of(id)).isEmpty();
  }
}
