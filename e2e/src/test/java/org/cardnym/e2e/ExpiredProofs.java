package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import org.cardnym.e2e.Phone.Finger;

/**
 * A payer's proofs that come too late, in a real browser: right in all else, and answered by a
 * replica whose clock is ahead by what a passkey's challenge, or the way to an identity service and
 * back, may take. The same replica takes them once its clock is right.
 */
final class ExpiredProofs {
  private static final Duration OVER = Duration.ofMinutes(5).plusSeconds(2);

  private final World world;
  private final SecondVault late;
  private final Shop shop;
  private final Phone phone;
  private final Payer payer;
  private final Page page;
  private final VirtualKey device;

  ExpiredProofs(World world, SecondVault late, Payer payer, Page page) {
    this.world = world;
    this.late = late;
    this.shop = new Shop(world);
    this.phone = new Phone(world);
    this.payer = payer;
    this.page = page;
    this.device = VirtualKey.on(page);
  }

  /** Signs in, adds a passkey, and links the demo phone. */
  void register() {
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
    page.locator("#passkeys .call").waitFor();
    page.locator("#providers-offered button").click();
    phone.touch(page, Finger.OWNERS);
    page.waitForURL(world.pagesUrl() + "/account/providers/return");
    page.locator("#on").click();
    page.locator("#providers-linked li").waitFor();
  }

  void anAnswerOfAPasskeyIsOverAfterFiveMinutes() {
    device.touched(false);
    shop.toPaymentPage(page, payer.alias());
    String id = PasskeyTwins.paymentOf(page);

    late.clockAhead(OVER);
    answeredThere();
    problem("can\u2019t pay here");
    assertThat(world.bank().of(id)).isEmpty();

    late.clockAhead(Duration.ZERO);
    answeredThere();
    paid(id);
  }

  void aTokenIsOverAfterFiveMinutes() {
    device.touched(false);
    shop.toPaymentPage(page, payer.alias());
    String id = PasskeyTwins.paymentOf(page);

    late.clockAhead(OVER);
    broughtBackThere();
    problem("did not confirm that it");
    assertThat(world.bank().of(id)).isEmpty();

    late.clockAhead(Duration.ZERO);
    broughtBackThere();
    paid(id);
  }

  /** The device signs what the first replica asked for, and the page's answer gets to the other. */
  private void answeredThere() {
    device.touched(false);
    page.route(
        "**/proofs",
        route -> {
          String path = URI.create(route.request().url()).getPath();
          Reply told = late.post(path, cookies(), route.request().postData());
          route.fulfill(
              new Route.FulfillOptions()
                  .setStatus(told.status())
                  .setContentType("application/json")
                  .setBody(told.body()));
        },
        new Page.RouteOptions().setTimes(1));
    PasskeyTwins.touch(page, device);
  }

  /** The browser that comes back from the phone gets to the other replica. */
  private void broughtBackThere() {
    URI back = URI.create(phone.thereAndBack(page, Finger.OWNERS));
    Reply told = late.get(back.getRawPath() + "?" + back.getRawQuery(), cookies());
    assertThat(told.status()).as(told.body()).isEqualTo(303);
    page.navigate(back.resolve(told.header("Location")).toString());
  }

  private String cookies() {
    return page.context().cookies(world.pagesUrl()).stream()
        .map(cookie -> cookie.name + "=" + cookie.value)
        .collect(Collectors.joining("; "));
  }

  private void problem(String text) {
    page.waitForCondition(() ->
        page.locator("#problem").isVisible()
            && page.locator("#problem").textContent().contains(text));
    device.touched(false);
  }

  private void paid(String id) {
    page.locator("#result").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
    assertThat(page.locator("#headline").textContent()).isEqualTo("Paid");
    assertThat(world.bank().of(id)).hasSize(1);
  }
}
