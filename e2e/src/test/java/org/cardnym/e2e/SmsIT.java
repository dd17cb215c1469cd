package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payer adds a mobile number and pays with a code that is sent to it, in a real browser. */
@Order(4)
@ExtendWith({Browsing.class, SharedWorld.class})
class SmsIT {
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

  @ParameterizedTest
  @CsvSource({
    "en-GB, GETS_TEXTS_EN, +49 155 0847 1593, '', The number is added, did not match, Paid",
    "zh-CN, GETS_TEXTS_ZH, +86 138 0847 1593, -zh, \u53f7\u7801\u5df2\u6dfb\u52a0,"
        + " \u9a8c\u8bc1\u672a\u901a\u8fc7, \u652f\u4ed8\u6210\u529f"
  })
  void aPayerAddsANumberAndPaysWithACodeThatIsSentToIt(
      String language,
      Cast who,
      String number,
      String pictures,
      String added,
      String refusal,
      String paid) {
    Payer payer = world.payer(who);
    String plain = number.replace(" ", "");
    try (BrowserContext context = chromium.stranger(language, true)) {
      Page page = context.newPage();
      String first = addNumber(page, payer, number, added, pictures);

      shop.toPaymentPage(page, payer.alias());
      String id = paymentOf(page);
      look(page, "sms-pay" + pictures);
      page.locator("#password").fill(payer.password());
      page.locator("#sms-send").click();
      page.locator("#sms-app").waitFor();
      String text = world.inbox().text(plain, first);
      String code = code(text);
      String shown = text.replaceFirst("(?s).*asked shows ([0-9]{2})\\..*", "$1");
      assertThat(page.locator("#codehint").textContent()).contains(shown);
      assertThat(text).contains("to Kiln").endsWith("@localhost #" + code);
      assertThat(page.locator("#code").getAttribute("autocomplete")).isEqualTo("one-time-code");
      page.locator("#pay").click();
      page.locator("#problem").waitFor();
      look(page, "sms-missing" + pictures);
      page.locator("#code").fill(other(code));
      page.locator("#pay").click();
      page.waitForCondition(() -> page.locator("#problem").textContent().contains(refusal));
      look(page, "sms-refused" + pictures);

      page.locator("#code").fill(code);
      page.locator("#pay").click();
      page.locator("#result").waitFor();
      assertThat(page.locator("#headline").textContent()).isEqualTo(paid);
      JsonNode receipt = world.bank().authorizations(id).getFirst();
      assertThat(receipt.path("decision").asText()).isEqualTo("approved");
      assertThat(receipt.path("authentication").path("amr").toString())
          .isEqualTo("[\"pwd\",\"sms\"]");
      world.know(List.of(plain));
    }
  }

  @Test
  void whoHasNoNumberIsToldTheSameAndGoesBackToTheApp() {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toPaymentPage(page, "no-such-person");
      String before = page.locator("#codehint").textContent();

      page.locator("#sms-send").click();
      page.locator("#sms-app").waitFor();
      assertThat(page.locator("#codehint").textContent()).contains("If your account has");
      page.locator("#sms-app").click();

      assertThat(page.locator("#codehint").textContent()).isEqualTo(before);
      assertThat(page.locator("#code").getAttribute("name")).isEqualTo("code");
      assertThat(page.locator("#sms-app").isVisible()).isFalse();
    }
  }

  /** Returns the message that came with the code. */
  private static String addNumber(
      Page page, Payer payer, String number, String added, String pictures) {
    page.navigate(world.pagesUrl() + "/account");
    page.locator("#in-alias").fill(payer.alias());
    page.locator("#in-password").fill(payer.password());
    page.locator("#in-code").fill(payer.code());
    page.locator("#signin-form button[type=submit]").click();
    page.locator("#home").waitFor();
    page.navigate(world.pagesUrl() + "/account/security");
    page.locator("#no-mobile").waitFor();
    page.locator("#mobile").fill("0155 08471593");
    page.locator("#mobile-form button").click();
    page.locator("#problem").waitFor();
    page.locator("#mobile").fill(number);
    page.locator("#mobile-form button").click();
    page.locator("#mobile-code-form").waitFor();
    look(page, "mobile-code" + pictures);
    String text = world.inbox().text(number.replace(" ", ""), "");
    page.locator("#mobile-code").fill(code(text));
    page.locator("#mobile-code").press("Enter");
    page.waitForCondition(() -> page.locator("#news").textContent().contains(added));
    assertThat(page.locator("#mobile-shown").textContent()).contains("593");
    assertThat(page.content()).doesNotContain(number.replace(" ", ""));
    look(page, "mobile-added" + pictures);
    Await.until(
        "the mail that tells of it",
        Await.PATIENCE,
        () -> world.inbox().to(payer.email()).contains("A mobile number ending in 593"));
    return text;
  }

  private static String code(String text) {
    return text.substring(0, 8);
  }

  /** Another code. */
  private static String other(String code) {
    return (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
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
