package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The account page as its owner meets it, in a real browser: one visit, from first to last. */
@Order(4)
@ExtendWith({Browsing.class, SharedWorld.class})
class AccountIT {
  private static final Set<String> ENDED = Set.of("approved", "declined", "failed");

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
  void aPayerNamesFreezesPaysExportsRemovesAndLeaves() throws IOException {
    Payer payer = world.payer(Cast.SELF_SERVED);
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      signIn(page, payer);
      assertThat(page.locator(".card").textContent()).contains("Pays first", "\u20ac500.00");

      manage(page);
      page.locator(".nickname").fill("Household");
      page.locator(".naming button").click();
      said(page, "The name is saved");
      assertThat(page.locator(".card .call").textContent()).isEqualTo("Household");

      page.locator("#freeze-all").click();
      page.locator("#stopped").waitFor();
      JsonNode frozen = world.pay(payer);
      assertThat(state(frozen)).isEqualTo("declined");
      assertThat(world.merchant().get(frozen.path("id").asText()).json().path("retry").asText())
          .isEqualTo("other_card");
      assertThat(world.bank().of(frozen.path("id").asText())).isEmpty();

      page.locator("#unfreeze-all").click();
      proveIfAsked(page, payer);
      page.locator("#stopped")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
      JsonNode paid = world.pay(payer);
      assertThat(state(paid)).isEqualTo("approved");

      page.reload();
      page.locator(".payment").first().waitFor();
      page.locator(".payment summary").first().click();
      assertThat(page.locator(".payment").first().textContent()).contains("Paid", "Household");
      assertThat(page.locator(".payment").nth(1).textContent()).contains("You had frozen it");

      Download file =
          page.waitForDownload(() -> {
            page.locator("#export").click();
            proveIfAsked(page, payer);
          });
      JsonNode export = new ObjectMapper().readTree(file.createReadStream());
      assertThat(export.path("person").path("username").asText()).isEqualTo(payer.alias());
      assertThat(export.path("payments").size()).isEqualTo(2);
      assertThat(export.toString()).doesNotContain(Cast.SELF_SERVED.card().number());

      manage(page);
      page.locator("[data-act=remove]").click();
      page.locator("#sure button[value=yes]").click();
      said(page, "The card is gone");
      assertThat(page.locator(".card").count()).isZero();

      leave(page, payer);
    }
    nobodyHas(payer);
  }

  private static void leave(Page page, Payer payer) {
    page.locator(".closing summary").click();
    page.locator("#close-alias").fill("somebody-else");
    page.locator("#close-form button").click();
    proveIfAsked(page, payer);
    page.locator("#problem").waitFor();
    assertThat(page.locator("#problem").textContent()).contains("not the username");
    page.locator("#close-alias").fill(payer.alias());
    page.locator("#close-form button").click();
    proveIfAsked(page, payer);
    page.locator("#closed").waitFor();
    Await.until(
        "the last mail",
        Await.PATIENCE,
        () -> world.inbox().all().contains("account was closed on"));
  }

  /** The name proves nothing any more, and a newcomer can't have it. */
  private static void nobodyHas(Payer payer) {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      page.navigate(world.pagesUrl() + "/account");
      fill(page, payer, payer.codeNotUsed());
      page.locator("#problem").waitFor();
      assertThat(page.locator("#problem").textContent()).contains("did not match");
    }
    String email = "newcomer-" + payer.alias() + "@mail.sandbox.example";
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      page.navigate(world.pagesUrl() + "/enrol");
      page.locator("#email").fill(email);
      page.locator("form[data-step=contact] button[type=submit]").click();
      page.locator("#mail-code").fill(world.inbox().code(email));
      page.locator("form[data-step=confirm] button[type=submit]").click();
      page.locator("#alias").fill(payer.alias());
      page.locator("form[data-step=alias] button[type=submit]").click();
      page.locator("#problem").waitFor();
      assertThat(page.locator("#problem").textContent()).contains("is taken");
    }
  }

  private static void signIn(Page page, Payer payer) {
    page.navigate(world.pagesUrl() + "/account");
    fill(page, payer, payer.code());
    page.locator("#home").waitFor();
  }

  private static void fill(Page page, Payer payer, String code) {
    page.locator("#in-alias").fill(payer.alias());
    page.locator("#in-password").fill(payer.password());
    page.locator("#in-code").fill(code);
    page.locator("#signin-form button[type=submit]").click();
  }

  private static void manage(Page page) {
    Locator details = page.locator(".card details");
    if (details.getAttribute("open") == null) {
      details.locator("summary").click();
    }
  }

  /** A fresh proof is wanted where the last one is more than five minutes old. */
  private static void proveIfAsked(Page page, Payer payer) {
    page.waitForTimeout(700);
    if (page.locator("#prove[open]").count() > 0) {
      page.locator("#prove-password").fill(payer.password());
      page.locator("#prove-code").fill(payer.code());
      page.locator("#prove-form button[type=submit]").click();
    }
  }

  private static void said(Page page, String text) {
    page.waitForCondition(() -> page.locator("#news").textContent().contains(text));
  }

  private static String state(JsonNode payment) {
    return world
        .merchant()
        .awaitState(payment.path("id").asText(), Await.PATIENCE, ENDED)
        .path("state")
        .asText();
  }
}
