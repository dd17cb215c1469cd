package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The merchants' script on its way to the payment page, in whatever page a shop puts it. */
@Order(2)
@ExtendWith(Browsing.class)
class CheckoutScriptIT {
  private static final String ELEMENT = "<cardnym-checkout endpoint=\"/pay\" order=\"A-1\"%s>";

  /** Keeps what the element tells the page. */
  private static final String LISTENER =
      "window.told = []; for (const what of ['opened', 'returned', 'error'])"
          + " addEventListener(`cardnym-${what}`, (e) => told.push(what + ' ' +"
          + " JSON.stringify(e.detail)));";

  private static Stage stage;
  private static Chromium chromium;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void open() {
    stage = new Stage();
    chromium = Chromium.launch();
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
    context.addInitScript(LISTENER);
    page = context.newPage();
  }

  @AfterEach
  void leave() {
    context.close();
  }

  @Test
  void aPageWithoutAnyPolicyLeadsToThePaymentPage() {
    show(Map.of(), "");
    pay("sunny-otter");
    awaitPayment(page);
    assertThat(stage.asked).containsExactly("{\"alias\":\"sunny-otter\",\"order\":\"A-1\"}");
    assertThat(stage.origins).containsExactly(stage.shopOrigin());
  }

  @Test
  void theStrictestPolicyOfThePageHindersNeitherLooksNorWay() {
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(message -> complaints.add(text(message)));
    show(
        Map.of(
            "Content-Security-Policy",
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self';"
                + " script-src "
                + (stage.pagesOrigin() + Stage.SCRIPT)
                + "; form-action "
                + stage.pagesOrigin()
                + "; require-trusted-types-for 'script'; trusted-types 'none'"),
        "");
    Object height = page.evaluate(style("#pay", "minHeight"));
    assertThat(height).isEqualTo("48px");
    pay("sunny-otter");
    awaitPayment(page);
    assertThat(stage.origins).containsExactly(stage.shopOrigin());
    assertThat(complaints).noneMatch(each -> each.contains("Content Security Policy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-referrer", "same-origin", "strict-origin-when-cross-origin"})
  void thePaymentPageLearnsTheShopsOriginUnderEveryReferrerPolicy(String policy) {
    show(Map.of("Referrer-Policy", policy), "");
    pay("sunny-otter");
    awaitPayment(page);
    assertThat(stage.origins).containsExactly(stage.shopOrigin());
  }

  /** What the script spares shops, and why it does not post a form of the page itself. */
  @ParameterizedTest
  @ValueSource(strings = {"no-referrer", "same-origin"})
  void aFormOfSuchAPageItselfWouldHideTheShopsOrigin(String policy) {
    stage.shows(
        Map.of("Referrer-Policy", policy),
        "<form method=post action=" + stage.paymentPage() + "><button>Go</button></form>");
    page.navigate(stage.shopOrigin());
    page.locator("button").click();
    awaitPayment(page);
    assertThat(stage.origins).containsExactly("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"strict-origin-when-cross-origin", "no-referrer"})
  void aPopUpHoldsThePaymentPageAndGoesOnceItIsBack(String policy) {
    show(Map.of("Referrer-Policy", policy), " popup");
    Page popup = page.waitForPopup(() -> pay("sunny-otter"));
    awaitPayment(popup);
    assertThat(stage.origins).containsExactly(stage.shopOrigin());
    assertThat(page.locator("#status").textContent()).contains("window of its own");
    assertThat(told()).containsExactly("opened {\"order\":\"A-1\",\"popup\":true}");

    popup.locator("a").click();

    page.waitForCondition(popup::isClosed);
    assertThat(told()).contains("returned {\"order\":\"A-1\"}");
    assertThat(page.locator("#here").isVisible()).isFalse();
    assertThat(page.url()).startsWith(stage.shopOrigin());
  }

  @Test
  void aPopUpWhoseShopPageIsGoneStays() {
    show(Map.of(), " popup");
    Page popup = page.waitForPopup(() -> pay("sunny-otter"));
    awaitPayment(popup);
    page.close();

    popup.locator("a").click();
    popup.waitForURL(stage.shopOrigin() + "/return");

    popup.waitForTimeout(500);
    assertThat(popup.isClosed()).isFalse();
    assertThat(popup.locator("h1").textContent()).isEqualTo("Back");
  }

  @Test
  void theSecondTabsPopUpIsNotTakenForTheFirsts() {
    show(Map.of(), " popup");
    Page popup = page.waitForPopup(() -> pay("sunny-otter"));
    awaitPayment(popup);
    Page second = context.newPage();
    second.navigate(stage.shopOrigin());
    second.locator("#username").fill("calm-heron");
    Page other = second.waitForPopup(() -> second.locator("#pay").click());
    awaitPayment(other);

    other.locator("a").click();

    second.waitForCondition(other::isClosed);
    assertThat(told()).noneMatch(each -> each.startsWith("returned"));
    assertThat(popup.isClosed()).isFalse();
  }

  @Test
  void whoComesBackFromAPopUpIsAReasonToLook() {
    show(Map.of(), " popup");
    awaitPayment(page.waitForPopup(() -> pay("sunny-otter")));
    page.evaluate("dispatchEvent(new Event('focus'))");
    assertThat(told()).contains("returned {\"order\":\"A-1\"}");
    page.locator("#here").click();
    awaitPayment(page);
    assertThat(stage.origins).hasSize(2);
  }

  @Test
  void whereAPopUpIsBlockedThePaymentPageOpensInTheSameWindow() {
    context.addInitScript("window.open = () => null");
    show(Map.of(), " popup");
    pay("sunny-otter");
    awaitPayment(page);
    assertThat(stage.origins).containsExactly(stage.shopOrigin());
  }

  @Test
  void aPopUpClosedTooEarlyIsSaidAndThePaymentGoesOnHere() {
    show(Map.of(), " popup");
    stage.answers(
        200, "{\"paymentPage\":\"" + stage.paymentPage() + "\"}", Duration.ofMillis(4_000));
    page.waitForPopup(() -> pay("sunny-otter")).close();
    awaitMessage("window was closed");
    assertThat(told()).containsExactly("error {\"order\":\"A-1\",\"code\":\"closed\"}");
    assertThat(stage.origins).isEmpty();
    page.locator("#here").click();
    awaitPayment(page);
  }

  @Test
  void aPopUpIsClosedWhereTheShopSaysNo() {
    show(Map.of(), " popup");
    stage.answers(503, "{}");
    Page popup = page.waitForPopup(() -> pay("sunny-otter"));
    page.waitForCondition(popup::isClosed);
    awaitMessage("could not be started");
  }

  @Test
  void aDoubleClickAsksTheShopOnce() {
    show(Map.of(), "");
    stage.answers(
        200, "{\"paymentPage\":\"" + stage.paymentPage() + "\"}", Duration.ofMillis(2_000));
    page.locator("#username").fill("sunny-otter");
    page.locator("#pay").dblclick();
    page.locator("#username").press("Enter");
    awaitPayment(page);
    assertThat(stage.asked).hasSize(1);
    assertThat(stage.origins).hasSize(1);
  }

  @Test
  void theKeyboardAloneIsEnough() {
    show(Map.of(), "");
    page.keyboard().press("Tab");
    page.keyboard().type("sunny-otter");
    page.keyboard().press("Tab");
    page.keyboard().press("Space");
    awaitPayment(page);
    page.goBack();
    page.keyboard().press("Tab");
    page.keyboard().type("calm-heron");
    page.keyboard().press("Enter");
    awaitPayment(page);
    assertThat(stage.asked).last().asString().contains("calm-heron");
  }

  @Test
  void aSlowShopIsWaitedForButNotForEver() {
    show(Map.of(), " timeout=5000");
    stage.answers(
        200, "{\"paymentPage\":\"" + stage.paymentPage() + "\"}", Duration.ofMillis(7_000));
    pay("sunny-otter");
    assertThat(page.locator("#pay").isDisabled()).isTrue();
    assertThat(page.locator("#status").textContent()).isEqualTo("One moment…");
    awaitMessage("did not answer in time");
    assertThat(page.locator("#pay").isEnabled()).isTrue();
    assertThat(told()).containsExactly("error {\"order\":\"A-1\",\"code\":\"timeout\"}");
    page.waitForTimeout(3_000);
    assertThat(stage.origins).as("a late answer opens nothing").isEmpty();
  }

  @Test
  void aRefusalOfTheShopIsShownAndTheNextTryMayGoWell() {
    show(Map.of(), "");
    stage.answers(422, "{\"message\":\"<b>No</b> such thing\"}");
    pay("sunny-otter");
    awaitMessage("<b>No</b> such thing");
    assertThat(page.locator("#username").inputValue()).isEqualTo("sunny-otter");
    assertThat(told()).containsExactly("error {\"order\":\"A-1\",\"code\":\"shop\"}");
    stage.answers(500, "not even JSON");
    page.locator("#pay").click();
    awaitMessage("could not be started");
    stage.answers(200, "{\"paymentPage\":\"" + stage.paymentPage() + "\"}");
    page.locator("#pay").click();
    awaitPayment(page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "{\"paymentPage\":\"javascript:document.title='taken'\"}",
        "{\"paymentPage\":\"http://pages.example/pay\"}",
        "{\"paymentPage\":\"/pay\"}",
        "{\"paymentPage\":\"https://elsewhere.example/pay\"}",
        "{\"next\":\"https://elsewhere.example/\"}",
        "{\"next\":\"javascript:document.title='taken'\"}"
      })
  void anAddressThatIsNoPaymentPageIsNotOpened(String answer) {
    show(Map.of(), " pages=\"" + stage.pagesOrigin() + "\"");
    stage.answers(200, answer);
    pay("sunny-otter");
    awaitMessage("could not be started");
    assertThat(page.url()).isEqualTo(stage.shopOrigin() + "/");
    assertThat(page.title()).isEqualTo("Shop");
  }

  @Test
  void anOrderThatIsPaidLeadsToThePageThatTheShopNames() {
    show(Map.of(), "");
    stage.answers(200, "{\"next\":\"/return\"}");
    pay("sunny-otter");
    page.waitForURL(stage.shopOrigin() + "/return");
    assertThat(stage.origins).isEmpty();
  }

  @Test
  void aFunctionOfThePageMayAskInPlaceOfTheEndpoint() {
    show(Map.of(), "");
    page.evaluate(
        "page => { document.querySelector('cardnym-checkout').requestPayment = async (alias, order)"
            + " => { window.given = [alias, order]; return { paymentPage: page }; }; }",
        stage.paymentPage());
    pay("sunny-otter");
    awaitPayment(page);
    assertThat(stage.asked).isEmpty();
    assertThat(stage.origins).containsExactly(stage.shopOrigin());
  }

  @Test
  void comingBackByTheBrowsersButtonLeavesTheFieldUsable() {
    show(Map.of(), "");
    pay("sunny-otter");
    awaitPayment(page);
    page.goBack();
    page.locator("#pay").waitFor();
    assertThat(page.locator("#pay").isEnabled()).isTrue();
    assertThat(page.locator("iframe").count()).isZero();
  }

  private void show(Map<String, String> headers, String attributes) {
    stage.shows(headers, ELEMENT.formatted(attributes) + "</cardnym-checkout>");
    page.navigate(stage.shopOrigin());
    page.locator("#pay").waitFor();
  }

  private void pay(String username) {
    page.locator("#username").fill(username);
    page.locator("#pay").click();
  }

  private static void awaitPayment(Page where) {
    where.waitForURL(stage.pagesOrigin() + "/pay/pay_1");
  }

  private void awaitMessage(String text) {
    page.waitForCondition(() -> page.locator("#message").textContent().contains(text));
  }

  @SuppressWarnings("unchecked")
  private List<String> told() {
    return (List<String>) page.evaluate("told");
  }

  private static String style(String selector, String property) {
    return "getComputedStyle(document.querySelector('cardnym-checkout').shadowRoot.querySelector('%s')).%s"
        .formatted(selector, property);
  }

  private static String text(ConsoleMessage message) {
    return message.type() + " " + message.text();
  }
}
