package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.cardnym.e2e.Phone.Finger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payer confirms by the demo phone's sensor, in a real browser. */
@Order(4)
@ExtendWith({Browsing.class, SharedWorld.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BiometricIT {
  private static final Pattern PAYMENT = Pattern.compile("/pay/(pay_[0-9a-z]{26})");

  private static World world;
  private static Chromium chromium;
  private static Shop shop;
  private static Axe axe;
  private static Phone phone;

  /** Account pages of payers whose accounts at the phone are linked. */
  private static final Map<Cast, Page> LINKED = new EnumMap<>(Cast.class);

  @BeforeAll
  static void open(World shared) {
    world = shared;
    shop = new Shop(world);
    axe = new Axe();
    phone = new Phone(shared);
    chromium = Chromium.launch();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @Order(1)
  @CsvSource({
    "en-GB, TOUCHES_THE_SENSOR, OWNERS, '', did not confirm that it, Linked, Paid",
    "zh-CN, TOUCHES_THE_SENSOR_ZH, ANOTHERS, -zh, \u672a\u80fd\u786e\u8ba4\u662f\u60a8\u672c\u4eba, \u5df2\u5173\u8054,"
        + " \u652f\u4ed8\u6210\u529f"
  })
  void aPayerLinksThePhoneAndPaysByTouchingItsSensorAndByNothingThatOnlyLooksLikeIt(
      String language,
      Cast who,
      Finger finger,
      String pictures,
      String refusal,
      String linked,
      String paid) {
    Payer payer = world.payer(who);
    BrowserContext context = chromium.stranger(language, true);
    Page page = context.newPage();
    shop.toPaymentPage(page, payer.alias());
    look(page, "provider-pay" + pictures);
    phone.confirm(page, finger);
    refused(page, refusal);
    assertThat(page.url()).doesNotContain("#");
    look(page, "provider-refused" + pictures);
    String id = paymentOf(page);

    Page account = context.newPage();
    link(account, payer, finger, linked, pictures);
    LINKED.put(who, account);

    nothingElsePays(page, id, finger, refusal);
    String back = phone.thereAndBack(page, finger);
    page.navigate(back);
    headline(page, paid);
    assertThat(paymentOf(page)).isEqualTo(id);
    page.navigate(back);
    headline(page, paid);
    assertThat(world.bank().of(id)).hasSize(1);
    JsonNode receipt = world.bank().authorizations(id).getFirst();
    assertThat(receipt.path("decision").asText()).isEqualTo("approved");
    assertThat(receipt.path("authentication").path("amr").toString())
        .isEqualTo("[\"fpt\",\"hwk\"]");
    assertThat(receipt.path("authentication").path("bound").asText()).isEqualTo("signed");
  }

  /** Both persons have accounts at the phone, each linked with a payer of their own. */
  @ParameterizedTest
  @Order(2)
  @CsvSource({
    "TOUCHES_THE_SENSOR, OWNERS, ANOTHERS, did not confirm that it, Paid",
    "TOUCHES_THE_SENSOR_ZH, ANOTHERS, OWNERS, \u672a\u80fd\u786e\u8ba4\u662f\u60a8\u672c\u4eba, \u652f\u4ed8\u6210\u529f"
  })
  void whatAnotherPersonOrAnotherServiceConfirmsPaysNothing(
      Cast who, Finger own, Finger others, String refusal, String paid) {
    Page page = linked(who).context().newPage();
    shop.toPaymentPage(page, world.payer(who).alias());
    String id = paymentOf(page);

    phone.confirm(page, others);
    refused(page, refusal);
    try (var lookalike = new Lookalike()) {
      String phones = world.sandbox().get("TOKEN_URL").replaceFirst("/oauth2/.*", "");
      for (String issuer : List.of(lookalike.issuer(), phones, "")) {
        lookalike.takes(page, issuer.isEmpty() ? "" : "&iss=" + Lookalike.encoded(issuer));
        page.waitForURL(world.pagesUrl() + "/pay/pay_**");
        refused(page, refusal);
      }
      assertThat(lookalike.asked).as("nobody asks it for a token").isEmpty();
    }
    assertThat(world.bank().of(id)).isEmpty();

    phone.confirm(page, own);
    headline(page, paid);
    assertThat(world.bank().of(id)).hasSize(1);
  }

  @ParameterizedTest
  @Order(3)
  @CsvSource({
    "TOUCHES_THE_SENSOR, Unlinked",
    "TOUCHES_THE_SENSOR_ZH, \u5df2\u53d6\u6d88\u5173\u8054"
  })
  void whoUnlinksThePhoneIsToldSo(Cast who, String unlinked) {
    unlink(linked(who), unlinked);
  }

  private static Page linked(Cast who) {
    return Objects.requireNonNull(LINKED.get(who), "who has not linked the phone before");
  }

  @Test
  void aNameThatNobodyHasIsAskedAndAnsweredAlike() {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      shop.toPaymentPage(page, "no-such-person");
      phone.confirm(page, Finger.OWNERS);
      refused(page, "did not confirm that it");
    }
  }

  /** Whatever else a browser may be made to bring back, on the page of a payer who has the link. */
  private static void nothingElsePays(Page page, String id, Finger finger, String refusal) {
    String back = phone.thereAndBack(page, finger);
    try (BrowserContext context = chromium.stranger()) {
      Page thief = context.newPage();
      assertThat(thief.navigate(back).status()).as("in another browser").isEqualTo(403);
      shop.toPaymentPage(thief, "no-such-person");
      String code = Phone.parameter(phone.thereAndBack(thief, finger), "code");

      page.navigate(back.replaceFirst("code=[^&]*", "code=" + code));
      refused(page, refusal);
    }
    page.navigate(back);
    refused(page, refusal);
    String mixed = phone.thereAndBack(page, finger) + "&iss=https%3A%2F%2Fidentity.example";
    page.navigate(mixed);
    refused(page, refusal);
    page.navigate(mixed);
    refused(page, refusal);
    assertThat(world.bank().of(id)).isEmpty();
  }

  /** The payment's page says so, and asks for the proofs as before. */
  private static void refused(Page page, String text) {
    page.locator("#problem").waitFor();
    assertThat(page.locator("#problem").textContent()).contains(text);
    assertThat(page.locator("#proofs").isVisible()).isTrue();
  }

  private static void headline(Page page, String text) {
    page.locator("#result").waitFor();
    assertThat(page.locator("#headline").textContent()).isEqualTo(text);
  }

  private static void link(Page page, Payer payer, Finger finger, String linked, String pictures) {
    page.navigate(world.pagesUrl() + "/account");
    page.locator("#in-alias").fill(payer.alias());
    page.locator("#in-password").fill(payer.password());
    page.locator("#in-code").fill(payer.code());
    page.locator("#signin-form button[type=submit]").click();
    page.locator("#home").waitFor();
    page.navigate(world.pagesUrl() + "/account/security");
    page.locator("#providers-offered button").click();
    phone.touch(page, finger);
    page.waitForCondition(() ->
        page.url().equals(world.pagesUrl() + "/account/providers/return")
            && page.locator("#news").textContent().startsWith(linked));
    look(page, "provider-return" + pictures);
    page.locator("#on").click();
    page.locator("#providers-linked li").waitFor();
    look(page, "provider-linked" + pictures);
    Await.until(
        "the mail that tells of it",
        Await.PATIENCE,
        () -> world.inbox().all().contains("was linked with your Cardnym account"));
  }

  private static void unlink(Page page, String unlinked) {
    page.locator("#providers-linked button").click();
    page.waitForCondition(() -> page.locator("#providers-linked li").count() == 0);
    assertThat(page.locator("#news").textContent()).contains(unlinked);
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
