package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The bank's live page while payments arrive, in a real browser. */
@Order(5)
@Isolated
@ExtendWith({Browsing.class, SharedWorld.class})
class BankPageIT {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";
  private static final String FEED =
      """
      {"run":"r","more":false,"repeats":[{"messageId":"msg_1","repeat":3}],"items":[{"cursor":"1-1",
       "at":"2027-01-01T00:00:00Z","kind":"authorization","messageId":"msg_1","merchant":"%1$s",
       "orderReference":"%1$s","amount":{"value":1999,"currency":"EUR"},"card":"411111******1111",
       "holder":"%1$s","decision":"%1$s","responseCode":"05","repeat":0,"reversed":false,
       "balanceEffect":0,"authentication":{"amr":["%1$s"],"policy":"%1$s"}}]}\
      """;

  private static World world;
  private static Chromium chromium;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    chromium = Chromium.launch();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aPaymentAppearsMaskedWithoutReloadAndThePageBarsNobody() {
    List<String> faults = new ArrayList<>();
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      page.onConsoleMessage(message -> {
        if (message.type().equals("error") || message.type().equals("warning")) {
          faults.add(message.text());
        }
      });
      page.onPageError(faults::add);
      live(page);
      page.evaluate("() => { window.notReloaded = true; }");
      String payment = pay(world.demoPayer());
      Locator details = details(page, payment);
      details.waitFor(attached());
      assertThat(page.evaluate("() => window.notReloaded")).isEqualTo(true);
      assertThat(page.locator("#news").textContent()).contains("new message");

      Locator opener = page.locator("button[aria-controls='" + details.getAttribute("id") + "']");
      opener.focus();
      page.keyboard().press("Enter");
      assertThat(opener.getAttribute("aria-expanded")).isEqualTo("true");
      assertThat(details.isVisible()).isTrue();
      assertThat(details.innerText())
          .contains(TestCard.APPROVED.masked())
          .contains("pwd + otp")
          .contains("Approved");
      assertThat(page.content())
          .doesNotContain(TestCard.APPROVED.number())
          .doesNotContain(TestCard.BANK_CODE);
      look(page, faults);
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void whatCameWhileTheLineWasCutOrThePagePausedIsThereAfterwardsOnce() {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      live(page);
      context.setOffline(true);
      page.locator("#state[data-state=lost]").waitFor();
      assertThat(page.locator("#state").textContent()).contains("Connection lost");
      String cut = pay(world.payer(Cast.WATCHED_BY_BANK));
      assertThat(details(page, cut).count()).isZero();
      context.setOffline(false);
      details(page, cut).waitFor(attached());
      page.locator("#state[data-state=live]").waitFor();

      page.locator("#pause").click();
      assertThat(page.locator("#state").textContent()).isEqualTo("Paused");
      String paused = pay(world.demoPayer());
      assertThat(details(page, paused).count()).isZero();
      page.locator("#pause").click();
      details(page, paused).waitFor(attached());
      assertThat(details(page, cut).count()).isOne();

      page.locator("#kind").selectOption("verification-code");
      List<String> some = page.locator("#rows tr:not(.details):visible").allInnerTexts();
      assertThat(some).allMatch(row -> row.contains("Verification code"));
      assertThat(page.locator("#none").isVisible()).isEqualTo(some.isEmpty());
      page.locator("#kind").selectOption("authorization");
      assertThat(page.locator("#rows tr:not(.details):visible").allInnerTexts())
          .isNotEmpty()
          .allMatch(row -> row.contains("Authorization"));
      assertThat(page.locator("#none").isVisible()).isFalse();
    }
  }

  @Test
  void whatStrangersWroteIsTextAndAnEmptyDeskSaysWhatToDo() {
    List<String> dialogs = new ArrayList<>();
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      page.onDialog(dialog -> {
        dialogs.add(dialog.message());
        dialog.dismiss();
      });
      page.route("**/feed**", route -> answer(route, FEED.formatted(HOSTILE)));
      page.navigate(world.bank().page());
      page.locator(".open").click();
      assertThat(page.locator(".details").innerText()).contains(HOSTILE);
      assertThat(page.locator("#rows img").count()).isZero();
      assertThat(dialogs).isEmpty();

      page.unroute("**/feed**");
      page.route(
          "**/feed**",
          route -> answer(route, "{\"run\":\"s\",\"more\":false,\"repeats\":[],\"items\":[]}"));
      page.locator("#none").waitFor();
      assertThat(page.locator("#none").textContent()).startsWith("No message yet");
      Chromium.shoot(page, "bank-empty", 768, 600);
    }
  }

  private static void answer(Route route, String json) {
    route.fulfill(
        new Route.FulfillOptions().setStatus(200).setContentType("application/json").setBody(json));
  }

  private static void live(Page page) {
    page.navigate(world.bank().page());
    page.locator("#state[data-state=live]").waitFor();
  }

  private static String pay(Payer payer) {
    return world.pay(payer).path("id").asText();
  }

  private static Locator details(Page page, String payment) {
    return page.locator("tr.details", new Page.LocatorOptions().setHasText(payment));
  }

  private static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  /** At each width, by day and by night: no barrier, and nothing wider than the window. */
  private static void look(Page page, List<String> faults) {
    Axe axe = new Axe();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String shade = scheme.name().toLowerCase(Locale.ROOT);
      for (int width : List.of(360, 768, 1440)) {
        String name = "bank-" + width + "-" + shade;
        Chromium.shoot(page, name, width, 900);
        axe.barriers(page).forEach(barrier -> faults.add(name + " " + barrier));
        if ((int) page.evaluate("() => document.documentElement.scrollWidth") > width) {
          faults.add(name + " is wider than the window");
        }
      }
    }
  }
}
