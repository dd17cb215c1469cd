package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every page in each of its states, in both languages, on three widths, by day and by night: one
 * sheet a state in {@code target/pictures}, for people to look at. Nothing may be cut off, stick
 * out, or be too small for a finger.
 */
@Order(4)
@ExtendWith({Browsing.class, SharedWorld.class})
class PicturesIT {
  private static World world;
  private static Gallery gallery;

  @BeforeAll
  static void open(World shared) {
    world = shared;
    gallery = new Gallery();
  }

  @AfterAll
  static void close() {
    if (gallery != null) {
      gallery.close();
    }
  }

  @Test
  void registrationAndTheAccount() {
    assertThat(
            gallery.visit(sitting -> {
              new RegistrationTour(world, sitting).go();
              new AccountTour(world, sitting).go();
            }))
        .isEmpty();
  }

  @Test
  void registrationWithoutScripts() {
    assertThat(
            gallery.visitWithoutScripts(sitting -> {
              sitting.page().navigate(world.pagesUrl() + "/enrol");
              sitting.take("enrol-no-script");
            }))
        .isEmpty();
  }

  @Test
  void theShopAndThePayment() {
    String waiting = order(world.payer(Cast.PICTURED_WAITING));
    String paid = order(world.payer(Cast.PICTURED_PAYING));
    String declined = order(world.payer(Cast.PICTURED_BROKE));
    assertThat(
            gallery.visit(sitting -> {
              see(sitting, waiting, "processing", "shop-order-waiting");
              see(sitting, paid, "approved", "shop-order-paid");
              see(sitting, declined, "declined", "shop-order-declined");
              new PaymentTour(world, sitting).go();
              // Its bank stays silent, which takes as long as all of the above.
              see(sitting, waiting, "failed", "shop-order-failed");
            }))
        .isEmpty();
  }

  @Test
  @ResourceLock(value = DemoShop.ELSEWHERE, mode = ResourceAccessMode.READ)
  void pagesThatSayNo() {
    JsonNode payment = world.merchant().create("nobody-here");
    assertThat(
            gallery.visit(sitting -> {
              Page page = sitting.page();
              page.navigate(payment.path("paymentPage").asText());
              sitting.take("pay-elsewhere");
              page.navigate(world.pagesUrl() + "/pay/" + payment.path("id").asText());
              sitting.take("pay-elsewhere-unknown");
              page.navigate(payment.path("paymentPage").asText() + "x");
              sitting.take("problem-payment");
              page.navigate(world.pagesUrl() + "/no-such-page");
              sitting.take("problem-404");
              page.navigate("about:blank");
              page.waitForNavigation(() ->
                  page.evaluate(
                      "(to) => { document.body.innerHTML = `<form method=post action=${to}></form>`;"
                          + " document.forms[0].submit(); }",
                      world.pagesUrl() + "/account/sign-in"));
              sitting.take("problem-403");
              page.navigate(world.shopUrl() + "/orders/M-NOTHING");
              sitting.take("shop-lost");
            }))
        .isEmpty();
  }

  @Test
  @ResourceLock(value = DemoShop.ELSEWHERE, mode = ResourceAccessMode.READ_WRITE)
  void aPaymentBegunElsewhere() {
    DemoShop shop = new DemoShop(world, Places.fresh("pictures-elsewhere"));
    shop.elsewhere("passkey");
    try {
      assertThat(
              gallery.visit(sitting -> {
                Page page = sitting.page();
                JsonNode payment = world.merchant().create("nobody-here");
                page.navigate(payment.path("paymentPage").asText());
                sitting.take("elsewhere-ask");
                page.locator("#go-on").click();
                page.locator("#proofs").waitFor();
                sitting.take("elsewhere-pay");
                page.locator("#pay").click();
                page.locator("#problem").waitFor();
                sitting.take("elsewhere-pay-missing");
                world.merchant().cancel(payment.path("id").asText());
                page.reload();
                page.locator("#result").waitFor();
                sitting.take("elsewhere-over");
              }))
          .isEmpty();
    } finally {
      shop.elsewhere("refuse");
    }
  }

  @Test
  void theSandboxesOwnPages() {
    String identity = Shopper.origin(world.sandbox().get("TOKEN_URL"));
    assertThat(
            gallery.visitInEnglish(sitting -> {
              Page page = sitting.page();
              page.navigate(world.sandbox().get("INBOX_URL"));
              page.locator("article").first().waitFor();
              page.evaluate(
                  "() => [...document.querySelectorAll('article')].slice(3)"
                      + ".forEach((mail) => mail.remove())");
              sitting.take("inbox");
              page.navigate(identity + "/login");
              sitting.take("identity-login");
              signIn(page, "not-the-password");
              sitting.take("identity-login-refused");
              // Others sign in with the same app meanwhile, and each of its codes is good once.
              Await.until(
                  "a code of SECOND_ADMIN",
                  Await.PATIENCE,
                  () -> {
                    signIn(page, world.sandbox().get("SECOND_ADMIN_PASSWORD"));
                    return !page.url().contains("error");
                  });
              page.navigate(identity + "/activate?user_code=BCDF-GHJK");
              sitting.take("identity-activate");
              page.navigate(identity + "/activate?error");
              sitting.take("identity-activate-refused");
              page.navigate(identity + "/activated");
              sitting.take("identity-activated");
            }))
        .isEmpty();
  }

  private static void signIn(Page page, String password) {
    page.locator("#username").fill(world.sandbox().get("SECOND_ADMIN_USER"));
    page.locator("#password").fill(password);
    page.locator("#code")
        .fill(Totp.code(world.sandbox().get("SECOND_ADMIN_TOTP_SECRET"), Totp.step()));
    page.waitForNavigation(() -> page.locator("button").click());
  }

  /** Buys two mugs as this payer, up to the bank. Returns the order's page. */
  private static String order(Payer payer) {
    String shop = world.shopUrl();
    Shopper browser = world.shopper();
    browser.postForm(shop + "/cart", shop, "product=mug&count=2");
    String order = shop + browser.postForm(shop + "/orders", shop, "").header("Location");
    String page =
        browser
            .postJson(order + "/payment", java.util.Map.of("alias", payer.alias()))
            .json()
            .path("paymentPage")
            .asText();
    Reply proven = browser.prove(browser.open(shop, page), payer.password(), payer.code());
    assertThat(proven.status()).isEqualTo(200);
    return order;
  }

  private static void see(Sitting sitting, String order, String state, String name) {
    sitting.page().navigate(order);
    sitting.awaitOrder(state);
    sitting.take(name);
  }
}
