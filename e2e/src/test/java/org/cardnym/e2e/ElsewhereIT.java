package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A payment goes on in another browser than the one that began it, where the shop is set so: its
 * payer gets there in two steps, and somebody who was mailed a stranger's link is told before the
 * first.
 */
@Order(3)
@ExtendWith({Browsing.class, SharedWorld.class})
@ResourceLock(value = DemoShop.ELSEWHERE, mode = ResourceAccessMode.READ_WRITE)
class ElsewhereIT {
  /** Counts what the browser is asked to sign with, whoever asks. */
  private static final String COUNTING =
      """
      window.prompts = 0;
      const get = CredentialsContainer.prototype.get;
      CredentialsContainer.prototype.get = function (...asked) { window.prompts++; return get.apply(this, asked); };
      """;

  private static World world;
  private static Chromium chromium;
  private static Axe axe;
  private static DemoShop shop;
  private static Payer payer;
  private static BrowserContext phone;
  private static Page page;
  private static VirtualKey device;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    axe = new Axe();
    shop = new DemoShop(world, Places.fresh("elsewhere"));
    shop.elsewhere("passkey");
    chromium = Chromium.launch();
    payer = world.payer(Cast.PAYS_ELSEWHERE);
    phone = chromium.stranger();
    page = phone.newPage();
    device = VirtualKey.on(page);
    addPasskey();
    page.addInitScript(COUNTING);
  }

  @AfterAll
  static void close() {
    if (shop != null) {
      shop.elsewhere("refuse");
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aPayerGoesOnInAnotherBrowserAndTheFirstSeesTheOutcome() {
    JsonNode payment = world.merchant().create(payer.alias());
    try (BrowserContext desk = chromium.stranger()) {
      Page first = desk.newPage();
      first.navigate(world.shopUrl() + "/");
      first.evaluate(
          "(to) => { const f = document.createElement('form'); f.method = 'post'; f.action = to;"
              + " document.body.append(f); f.submit(); }",
          payment.path("paymentPage").asText());
      first.locator("#proofs").waitFor();

      page.navigate(payment.path("paymentPage").asText());
      Chromium.picture(page, "elsewhere-ask");
      Chromium.pictureDark(page, "elsewhere-ask");
      assertThat(axe.barriers(page)).isEmpty();
      page.locator("#go-on").press("Enter");
      page.locator("#proofs").waitFor();
      Chromium.picture(page, "elsewhere-pay");
      Chromium.pictureDark(page, "elsewhere-pay");
      assertThat(axe.barriers(page)).isEmpty();
      page.locator("#alias").fill("");
      page.locator("#alias").press("Enter");
      problem("Enter your username");
      page.locator("#alias").fill(payer.alias());
      page.locator("#alias").press("Enter");

      page.locator("#result").waitFor();
      assertThat(page.locator("#headline").textContent()).isEqualTo("Paid");
      Chromium.picture(page, "elsewhere-paid");
      assertThat(axe.barriers(page)).isEmpty();
      first.locator("#result").waitFor();
      assertThat(first.locator("#headline").textContent()).isEqualTo("Paid");
    }
    JsonNode receipt = world.bank().authorizations(payment.path("id").asText()).getFirst();
    assertThat(receipt.path("decision").asText()).isEqualTo("approved");
    assertThat(receipt.toString()).contains("passkey-elsewhere");
    assertThat(phone.cookies(world.pagesUrl()))
        .noneMatch(each -> each.name.equals("__Host-browser"));
    Await.until(
        "the mail that tells of it",
        Await.PATIENCE,
        () -> world.inbox().all().contains("begun in another browser"));
  }

  /** The victim's device would give its touch to whatever asks. */
  @Test
  void aMailedLinkAsksForNoPasskeyBeforeItsReaderKnowsWhatItIsAndWentOn() {
    JsonNode payment = world.merchant().create(payer.alias());
    String id = payment.path("id").asText();

    Response shown = page.navigate(payment.path("paymentPage").asText());

    assertThat(shown.status()).isEqualTo(200);
    assertThat(page.locator("h1").textContent()).contains("begun elsewhere");
    assertThat(page.locator("#begun").textContent())
        .contains("maybe by somebody else", "12.34", "close this page");
    assertThat(page.locator("input:not([type=hidden])").count()).isZero();
    assertThat(posted("/pay/" + id + "/elsewhere/passkey")).isEqualTo(403);
    assertThat(prompts()).isZero();
    nothingWasPaid(id);

    page.locator("#go-on").click();
    page.locator("#proofs").waitFor();
    page.locator("#alias").click();
    page.waitForTimeout(1000);
    assertThat(prompts()).isZero();
    assertThat(page.locator("#alias").getAttribute("autocomplete")).isEqualTo("off");
    assertThat(page.locator("input").count()).isEqualTo(1);
    assertThat(page.locator("#ask").textContent())
        .contains("12.34", "Pay only if you began it yourself");
    // Another site can't show it, nor go the step for its reader.
    page.navigate("about:blank");
    page.evaluate(
        "(url) => new Promise((done) => { const f = document.createElement('iframe');"
            + " f.allow = 'publickey-credentials-get *'; f.src = url; f.onload = done;"
            + " document.body.append(f); setTimeout(done, 3000); })",
        payment.path("paymentPage").asText());
    assertThat(
            page.frames().stream()
                .filter(frame -> !frame.equals(page.mainFrame()))
                .mapToInt(frame -> frame.locator("#go-on").count())
                .sum())
        .isZero();
    nothingWasPaid(id);
  }

  @Test
  void aFormOfAnotherSiteDoesNotGoTheStepForItsReader() {
    JsonNode payment = world.merchant().create(payer.alias());
    String id = payment.path("id").asText();
    String address = payment.path("paymentPage").asText();
    page.navigate(world.shopUrl() + "/");

    page.evaluate(
        "([to, secret]) => { document.body.innerHTML = `<form method=post action=${to}>"
            + "<input name=secret value=${secret}></form>`; document.forms[0].submit(); }",
        List.of(
            world.pagesUrl() + "/pay/" + id + "/elsewhere",
            address.substring(address.lastIndexOf('/') + 1)));
    page.waitForURL(world.pagesUrl() + "/**");

    assertThat(page.navigate(world.pagesUrl() + "/pay/" + id + "/elsewhere").status())
        .isEqualTo(403);
    assertThat(phone.cookies(world.pagesUrl())).noneMatch(each -> each.name.contains(id));
    nothingWasPaid(id);
  }

  @Test
  void anothersNameIsNotPaidWithIt() {
    JsonNode payment = world.merchant().create(world.demoPayer().alias());
    page.navigate(payment.path("paymentPage").asText());
    page.locator("#go-on").click();
    page.locator("#alias").fill(payer.alias());

    page.locator("#pay").click();

    problem("Nothing was paid");
    nothingWasPaid(payment.path("id").asText());
  }

  private static void addPasskey() {
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
    page.waitForCondition(() -> device.kept() == 1);
    page.locator("#passkeys .call").waitFor();
  }

  private static int prompts() {
    return (int) page.evaluate("window.prompts");
  }

  private static int posted(String path) {
    return (int)
        page.evaluate(
            "(path) => fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json'},"
                + " body: '{}'}).then((answer) => answer.status)",
            path);
  }

  private static void problem(String text) {
    page.waitForCondition(() ->
        page.locator("#problem").isVisible()
            && page.locator("#problem").textContent().contains(text));
  }

  private static void nothingWasPaid(String id) {
    assertThat(world.merchant().get(id).json().path("state").asText())
        .isEqualTo("requires_authentication");
    assertThat(world.bank().of(id)).isEmpty();
  }
}
