package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the merchants' script does with what is typed, and how it looks and reads. */
@Order(2)
@ExtendWith(Browsing.class)
class CheckoutFieldIT {
  private static Stage stage;
  private static Chromium chromium;
  private static JsonNode table;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void open() {
    stage = new Stage();
    chromium = Chromium.launch();
    table = Reply.parse(Places.text(Places.root().resolve("checkout-script/test/card-like.json")));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      stage.close();
    }
  }

  @BeforeEach
  void browser() {
    context = chromium.stranger();
    page = context.newPage();
  }

  @AfterEach
  void leave() {
    context.close();
  }

  @Test
  void noCardNumberInAnyScriptOrGroupingLeavesTheBrowser() {
    show("");
    page.evaluate(
        "window.told = []; addEventListener('cardnym-error', (e) =>"
            + " told.push(JSON.stringify(e.detail)))");
    page.waitForLoadState(LoadState.NETWORKIDLE);
    List<Request> requests = new CopyOnWriteArrayList<>();
    context.onRequest(requests::add);
    int tried = 0;
    for (JsonNode card : table.path("cards")) {
      page.locator("#username").fill(card.textValue());
      page.locator("#username").press("Enter");
      assertThat(page.locator("#username").inputValue()).as(card.textValue()).isEmpty();
      assertThat(page.locator("#message").textContent()).contains("looks like a card number");
      tried++;
    }
    page.waitForTimeout(300);
    assertThat(tried).isGreaterThan(40);
    assertThat(stage.asked).isEmpty();
    // Browsers ask for a page's icon when it suits them.
    assertThat(requests).allMatch(request -> request.url().endsWith("/favicon.ico"));
    assertThat((List<?>) page.evaluate("told"))
        .hasSize(tried)
        .allMatch("{\"order\":\"A-1\",\"code\":\"card_number\"}"::equals);
  }

  @Test
  void whatTheVaultTakesForANameTheScriptDoesToo() {
    show("");
    Object wrong =
        page.evaluate(
            "async ([url, names]) => { const { cardLike } = await import(url); return"
                + " names.filter(cardLike).length; }",
            List.of(stage.pagesOrigin() + Stage.SCRIPT, strings("names")));
    assertThat(wrong).isEqualTo(0);
    assertThat(strings("names")).hasSizeGreaterThan(10);
  }

  @Test
  void aNumberIsWipedAsSoonAsTheFieldIsLeft() {
    show("");
    page.locator("#username").fill("4111 1111 1111 1111");
    page.locator("#username").blur();
    assertThat(page.locator("#username").inputValue()).isEmpty();
  }

  @Test
  void otherScriptsOfThePageSeeNothingOfWhatIsTyped() {
    show("");
    page.evaluate(
        "window.seen = []; for (const name of ['beforeinput', 'input', 'keydown', 'keypress',"
            + " 'keyup', 'paste', 'change']) document.addEventListener(name, (e) => seen.push(name"
            + " + (e.data ?? e.key)));");
    page.locator("#username").focus();
    page.keyboard().type("4111x");
    page.keyboard().press("Shift+Tab");
    assertThat((List<?>) page.evaluate("seen"))
        .noneMatch(each -> each.toString().matches(".*[0-9x].*"));
    page.evaluate("document.body.append(document.createElement('input'))");
    page.locator("body > input").fill("seen");
    assertThat((List<?>) page.evaluate("seen")).anyMatch(each -> each.toString().contains("input"));
  }

  @Test
  void aUsernameIsSentAsItWasTypedAndNothingElseOfThePage() {
    show("<input name=other value=secret>");
    page.locator("#username").fill("  Sunny.Otter_7 ");
    page.locator("#pay").click();
    page.waitForURL(stage.pagesOrigin() + "/pay/**");
    assertThat(stage.asked).containsExactly("{\"alias\":\"Sunny.Otter_7\",\"order\":\"A-1\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "ab, 3 to 64",
    "'', 3 to 64",
    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg, 3 to 64",
    "otter@mail.example, e-mail",
    "otter＠mail, e-mail"
  })
  void whatCanBeNoUsernameIsSaidAtOnce(String typed, String saying) {
    show("");
    page.locator("#username").fill(typed);
    page.locator("#pay").click();
    assertThat(page.locator("#message").textContent()).contains(saying);
    assertThat(page.locator("#username").inputValue()).isEqualTo(typed);
    assertThat(page.locator("#username").getAttribute("aria-invalid")).isEqualTo("true");
    assertThat(stage.asked).isEmpty();
  }

  @Test
  void aScreenReaderHearsNamesHintsAndAlarms() {
    show("");
    var field = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Username"));
    assertThat(field.count()).isEqualTo(1);
    assertThat(page.getByRole(AriaRole.BUTTON).count()).isEqualTo(1);
    assertThat(page.locator("cardnym-checkout").ariaSnapshot())
        .contains("textbox \"Username\"", "button \"Pay with username\"", "No card number, ever");
    page.locator("#pay").click();
    assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("3 to 64 characters");
    assertThat((Boolean) page.evaluate("document.activeElement.localName === 'cardnym-checkout'"))
        .isTrue();
    assertThat(field.getAttribute("aria-describedby")).isEqualTo("message note");
  }

  @Test
  void chineseIsSpokenWhereThePageSaysSo() {
    stage.shows(
        Map.of(),
        "<div lang=zh-Hans><cardnym-checkout endpoint=/pay order=A-1></cardnym-checkout></div>");
    page.navigate(stage.shopOrigin());
    page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("用户名"))
        .fill("四一一一一一一一一一一一一一一一");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("用用户名付款")).click();
    assertThat(page.locator("#message").textContent()).contains("卡号");
  }

  @Test
  void aShopsOwnWordsStandInForTheBuiltInOnes() {
    stage.shows(
        Map.of(),
        "<cardnym-checkout endpoint=/pay order=A-1 label='Your name' button-label='Pay €19.99'>"
            + "<span slot=note>Own note</span></cardnym-checkout>");
    page.navigate(stage.shopOrigin());
    page.evaluate("document.querySelector('cardnym-checkout').labels = { username: 'Too short!' }");
    assertThat(page.locator("cardnym-checkout").ariaSnapshot())
        .contains("textbox \"Your name\"", "button \"Pay €19.99\"", "Own note")
        .doesNotContain("No card number");
    page.locator("#pay").click();
    assertThat(page.locator("#message").textContent()).isEqualTo("Too short!");
  }

  @Test
  void aShopsColoursReachTheFieldAndDayAndNightAreThePages() {
    stage.shows(
        Map.of(),
        "<meta name=color-scheme content='light dark'>"
            + "<cardnym-checkout endpoint=/pay order=A-1></cardnym-checkout>");
    page.navigate(stage.shopOrigin());
    page.locator("#pay").waitFor();
    assertThat(look("#pay", "backgroundColor")).isEqualTo("rgb(11, 107, 79)");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(look("#pay", "backgroundColor")).isEqualTo("rgb(127, 214, 180)");
    page.addStyleTag(
        new Page.AddStyleTagOptions()
            .setContent(
                "cardnym-checkout { --cardnym-accent: rgb(1, 2, 3) } cardnym-checkout::part(button)"
                    + " { min-height: 70px }"));
    assertThat(look("#pay", "backgroundColor")).isEqualTo("rgb(1, 2, 3)");
    assertThat(look("#pay", "minHeight")).isEqualTo("70px");
  }

  @Test
  void aDisabledOneAsksNobody() {
    stage.shows(Map.of(), "<cardnym-checkout endpoint=/pay order=A-1 disabled></cardnym-checkout>");
    page.navigate(stage.shopOrigin());
    assertThat(page.locator("#pay").isDisabled()).isTrue();
    page.evaluate("document.querySelector('cardnym-checkout').toggleAttribute('disabled')");
    assertThat(page.locator("#pay").isEnabled()).isTrue();
  }

  @Test
  void whatStandsInsideIsShownWhereTheScriptDoesNotRun() {
    stage.shows(
        Map.of("Content-Security-Policy", "script-src 'none'"),
        "<cardnym-checkout endpoint=/pay order=A-1>Please switch scripts on.</cardnym-checkout>");
    page.navigate(stage.shopOrigin());
    assertThat(page.locator("body").innerText()).contains("Please switch scripts on.");
    stage.shows(Map.of(), "<cardnym-checkout>Please switch scripts on.</cardnym-checkout>");
    page.reload();
    page.locator("#pay").waitFor();
    assertThat(page.locator("body").innerText()).doesNotContain("Please switch");
  }

  private void show(String beside) {
    stage.shows(
        Map.of(), "<cardnym-checkout endpoint=\"/pay\" order=\"A-1\"></cardnym-checkout>" + beside);
    page.navigate(stage.shopOrigin());
    page.locator("#pay").waitFor();
  }

  private Object look(String selector, String property) {
    return page.evaluate(
        "([selector, property]) =>"
            + " getComputedStyle(document.querySelector('cardnym-checkout').shadowRoot.querySelector(selector))[property]",
        List.of(selector, property));
  }

  private static List<String> strings(String part) {
    return table.path(part).valueStream().map(JsonNode::textValue).toList();
  }
}
