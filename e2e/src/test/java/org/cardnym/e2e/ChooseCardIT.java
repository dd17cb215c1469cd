package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A payer of two cards says by its nickname which of them pays. */
@Order(3)
@ExtendWith({Browsing.class, SharedWorld.class})
class ChooseCardIT {
  private static final Pattern PAYMENT = Pattern.compile("/pay/(pay_[0-9a-z]{26})");

  private static World world;
  private static Chromium chromium;
  private static Shop shop;
  private static Axe axe;
  private static Payer payer;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    shop = new Shop(world);
    axe = new Axe();
    payer = withTwoCards();
    chromium = Chromium.launch();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void theCardThatIsChosenByItsNicknamePays() {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toPaymentPage(page, payer.alias());
      var id = PAYMENT.matcher(page.url());
      assertThat(id.find()).isTrue();
      Page second = context.newPage();
      second.navigate(page.url());

      assertThat(page.locator("#choose-card").isChecked()).isFalse();
      page.locator("#choose-card").check();
      prove(page, payer.code());
      page.locator("#choose").waitFor();
      assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("choose");
      assertThat(page.locator("#choose .call").allTextContents())
          .containsExactly("Household", "Travel and far away");
      assertThat(page.locator("#proofs").isVisible()).isFalse();
      assertThat(page.locator("#password").inputValue()).isEmpty();
      look(page, "choose-en");
      Chromium.pictureDark(page, "choose-en");

      // The other tab did not know; whatever is typed there is not judged.
      prove(second, payer.wrongCode());
      second.locator("#choose").waitFor();
      second.close();

      inChinese(page);
      page.reload();
      page.locator("#choose").waitFor();
      byKeyboard(page);
      page.locator("#result").waitFor();
      assertThat(page.locator("#headline").textContent()).isEqualTo("Paid");
      var receipts = world.bank().of(id.group(1));
      assertThat(receipts).hasSize(1);
      assertThat(receipts.getFirst().path("decision").asText()).isEqualTo("approved");
      assertThat(receipts.getFirst().path("card").asText())
          .isEqualTo(TestCard.COMPARED_ONLY.masked());
    }
  }

  /** Whoever reads Chinese is asked in Chinese, by the language that the browser names. */
  private static void inChinese(Page page) {
    String all = "**/*";
    page.route(
        all,
        route -> {
          var headers = new HashMap<>(route.request().headers());
          headers.put("accept-language", "zh-CN");
          route.resume(new Route.ResumeOptions().setHeaders(headers));
        });
    page.reload();
    page.locator("#choose").waitFor();
    assertThat(page.locator("#choose legend").textContent())
        .isEqualTo("\u7528\u54ea\u5f20\u5361\u4ed8\u6b3e\uff1f");
    look(page, "choose-zh");
    page.unroute(all);
  }

  private static void byKeyboard(Page page) {
    String left = page.locator("#left").textContent();
    page.waitForCondition(() -> !page.locator("#left").textContent().equals(left));
    page.locator("#choose").focus();
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.checked")).isEqualTo(true);
    page.keyboard().press("ArrowDown");
    assertThat(page.locator(".choice:has(:checked) .call").textContent()).startsWith("Travel");
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("pay-card");
    page.keyboard().press("Enter");
  }

  private static void prove(Page page, String code) {
    page.locator("#password").fill(payer.password());
    page.locator("#code").fill(code);
    page.locator("#pay").click();
  }

  private static void look(Page page, String name) {
    assertThat(axe.barriers(page)).isEmpty();
    Chromium.picture(page, name);
    page.setViewportSize(360, 780);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))
        .isEqualTo(false);
    page.setViewportSize(390, 844);
  }

  private static Payer withTwoCards() {
    Shopper browser = world.shopper();
    var enrolment = new Enrolment(browser, world.pagesUrl(), world.inbox());
    Payer person = world.know(enrolment.person("two-cards", world.newPassword()));
    TestCard first = TestCard.BANK_ASKS_CODE;
    Reply asked = enrolment.card(first.number(), first.verificationCode());
    String household = asked.json().path("card").asText();
    assertThat(
            browser
                .postJson(
                    world.pagesUrl() + "/enrol/card/code",
                    Map.of("card", household, "code", TestCard.BANK_CODE))
                .status())
        .isEqualTo(200);
    TestCard other = TestCard.COMPARED_ONLY;
    String travel =
        enrolment.card(other.number(), other.verificationCode()).json().path("card").asText();
    for (var named :
        List.of(Map.entry(household, "Household"), Map.entry(travel, "Travel and far away"))) {
      assertThat(
              browser
                  .postJson(
                      world.pagesUrl() + "/account/cards/" + named.getKey() + "/nickname",
                      Map.of("nickname", named.getValue()))
                  .status())
          .isEqualTo(204);
    }
    return person;
  }
}
