package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vault's pages as pieces of work: in two languages, for every reader, small and still. */
@Order(4)
@ExtendWith({Browsing.class, SharedWorld.class})
class PagesIT {
  private static final int MOST_BYTES = 60_000;
  private static final String SHIFTS =
      """
      () => new Promise((done) => {
        const moved = [];
        const name = ({ node }) => (node ? node.id || node.className || node.nodeName : 'gone');
        new PerformanceObserver((list) =>
          list.getEntries().forEach((shift) => moved.push(shift.value, ...shift.sources.map(name))))
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(moved.join(' ')), 500);
      })\
      """;

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

  @ParameterizedTest
  @CsvSource({"en-GB,LIGHT", "en-GB,DARK", "zh-CN,LIGHT", "zh-CN,DARK"})
  void noPageBarsAnybody(String language, ColorScheme scheme) {
    List<String> found = new ArrayList<>();
    try (BrowserContext context = chromium.stranger(language, true)) {
      Page page = context.newPage();
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String shade = "-" + language.substring(0, 2) + "-" + scheme.name().toLowerCase(Locale.ROOT);
      shop.toPaymentPage(page, world.demoPayer().alias());
      judge(page, "pay" + shade, found);
      page.locator("#pay").click();
      page.locator("#problem").waitFor();
      judge(page, "pay-incomplete" + shade, found);
      page.navigate(page.url() + "/AAAAAAAAAAAAAAAAAAAAAA");
      judge(page, "problem" + shade, found);
      page.navigate(world.pagesUrl() + "/pay/pay_00000000000000000000000000");
      judge(page, "elsewhere" + shade, found);
      steps(page, "enrol", List.of("contact", "signin", "card"), shade, found);
      steps(
          page,
          "account/recover",
          List.of("begin", "password", "app", "confirm", "done"),
          shade,
          found);
    }
    assertThat(found).isEmpty();
  }

  @Test
  void aPayerWhoReadsChinesePaysInChinese() {
    Payer payer = world.demoPayer();
    try (BrowserContext context = chromium.stranger("zh-CN", true)) {
      Page page = context.newPage();
      shop.toPaymentPage(page, payer.alias());
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-Hans");
      assertThat(page.locator("#pay").textContent()).startsWith("\u652f\u4ed8");
      page.locator("#password").fill(payer.password());
      page.locator("#code").fill(payer.code());
      page.locator("#pay").click();
      page.locator("#result").waitFor();
      assertThat(page.locator("#headline").textContent()).isEqualTo("\u652f\u4ed8\u6210\u529f");
      assertThat(axe.barriers(page)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pay", "enrol"})
  void aFirstVisitIsSmallAndNothingMoves(String which) {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      AtomicLong bytes = new AtomicLong();
      if (which.equals("pay")) {
        shop.toOrder(page);
        page.waitForLoadState(LoadState.NETWORKIDLE);
      }
      CDPSession network = context.newCDPSession(page);
      network.send("Network.enable");
      network.on(
          "Network.loadingFinished",
          (JsonObject loaded) -> bytes.addAndGet(loaded.get("encodedDataLength").getAsLong()));
      if (which.equals("pay")) {
        page.locator("#username").fill(world.demoPayer().alias());
        page.locator("#pay").click();
        page.waitForURL(world.pagesUrl() + "/pay/**");
      } else {
        page.navigate(world.pagesUrl() + "/enrol");
      }
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertThat((String) page.evaluate(SHIFTS)).isEmpty();
      assertThat(bytes.get()).isBetween(1_000L, (long) MOST_BYTES);
      System.out.println("first visit of " + which + ": " + bytes.get() + " bytes");
    }
  }

  @Test
  void theKeyboardGoesThroughThePaymentInTheOrderOfThePage() {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toPaymentPage(page, world.demoPayer().alias());
      List<String> order = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        page.keyboard().press("Tab");
        order.add(
            (String)
                page.evaluate(
                    "() => document.activeElement.id || document.activeElement.parentElement.id"));
      }
      assertThat(order)
          .containsExactly(
              "password",
              "reveal",
              "code",
              "sms-send",
              "choose-card",
              "pay",
              "pay-passkey",
              "with-phone",
              "leave");
    }
  }

  @Test
  void withoutScriptsThePageSaysSoAndAsksForNothing() {
    try (BrowserContext context = chromium.stranger("en-GB", false)) {
      Page page = context.newPage();
      page.navigate(world.pagesUrl() + "/enrol");
      assertThat(page.locator("noscript").isVisible()).isTrue();
      assertThat(page.locator("#email").isVisible()).isFalse();
    }
  }

  /** The page's own look at each step; only the server decides which comes. */
  private static void steps(
      Page page, String path, List<String> steps, String shade, List<String> found) {
    page.navigate(world.pagesUrl() + "/" + path);
    for (String step : steps) {
      page.evaluate(
          "(step) => document.querySelectorAll('[data-step]').forEach((part) => (part.hidden ="
              + " part.dataset.step !== step))",
          step);
      judge(page, path + "-" + step + shade, found);
    }
  }

  private static void judge(Page page, String name, List<String> found) {
    axe.barriers(page).forEach(barrier -> found.add(name + " " + barrier));
    page.setViewportSize(360, 780);
    if ((Boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth")) {
      found.add(name + " is wider than a small phone");
    }
  }
}
