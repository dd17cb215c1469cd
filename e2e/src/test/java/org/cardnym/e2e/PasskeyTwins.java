package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One payer's passkey in one browser, and answers of it that must not pay: the browser makes each
 * by itself, somebody on its way to the vault puts another in its place.
 */
final class PasskeyTwins {
  private static final Pattern PAYMENT = Pattern.compile("/pay/(pay_[0-9a-z]{26})");

  /** The same relying party to a browser, as ports count for nothing; its page is the test's. */
  private static final String BESIDE = "http://localhost:48912";

  private static final String SIGN =
      """
      async challenge => {
        const bytes = t => Uint8Array.from(atob(t.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
        const text = b => btoa(String.fromCharCode(...new Uint8Array(b ?? [])))
            .replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
        const { id, response: r } = await navigator.credentials.get({ publicKey:
            { challenge: bytes(challenge), rpId: 'localhost', userVerification: 'required' } });
        return JSON.stringify({ passkey: { id, clientData: text(r.clientDataJSON), userHandle: text(r.userHandle),
            authenticatorData: text(r.authenticatorData), signature: text(r.signature) } });
      }
      """;

  private static final String ASK =
      """
      path => fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })
          .then(answer => answer.json()).then(asked => asked.challenge)
      """;

  private final World world;
  private final Shop shop;
  private final Page page;
  private final VirtualKey device;
  private final String refusal;

  /** The payment whose page was open last, or empty. */
  private String seen = "";

  PasskeyTwins(World world, Page page, VirtualKey device, String refusal) {
    this.world = world;
    this.shop = new Shop(world);
    this.page = page;
    this.device = device;
    this.refusal = refusal;
  }

  /**
   * Asks for the passkey; the touch comes with the vault's question, as an authenticator that was
   * asked before it is touched waits for ever here.
   */
  static void touch(Page page, VirtualKey device) {
    page.route(
        "**/passkey",
        route -> {
          device.touched(true);
          route.resume();
        },
        new Page.RouteOptions().setTimes(1));
    page.locator("#pay-passkey").click();
  }

  /**
   * One after the other on one payment's page, which then is paid in the right way.
   *
   * @param used the body that has paid before
   * @param mugs what the payment costs, one having been paid before
   */
  void payOnlyAsTheyWereSigned(String used, int mugs, Payer payer, String paid) {
    at(payer, 1);
    String another = unsent();
    String anotherId = paymentOf(page);
    at(payer, mugs);
    String id = paymentOf(page);

    refused("used before", own -> used);
    refused("signed for another payment", own -> another);
    refused("its challenge is over", this::forgotten);
    String beside = signedBeside("/pay/" + id + "/passkey");
    seen = "";
    suggested(() -> page.navigate(world.pagesUrl() + "/pay/" + id));
    refused("signed on a page of another origin", own -> beside);

    assertThat(world.bank().of(id)).isEmpty();
    assertThat(world.bank().of(anotherId)).isEmpty();
    touch(page, device);
    headline(paid);
    device.touched(false);
  }

  /** A copy of the device, made before the device was used again; and then the device itself. */
  void aCopyIsStopped(Payer payer) {
    at(payer, 1);
    String id = paymentOf(page);

    device.goesBack();

    refused("its counter goes back", own -> own);
    refused("stopped", own -> own);
    assertThat(world.bank().of(id)).isEmpty();
    Await.until(
        "the mail that tells of a copy",
        Await.PATIENCE,
        () -> world.inbox().all().contains("its counter went back"));
  }

  private void at(Payer payer, int mugs) {
    device.touched(false);
    suggested(() -> shop.toPaymentPage(page, payer.alias(), mugs));
    seen = paymentOf(page);
  }

  /**
   * Opens a payment's page that was not open before, up to where the page has asked what it
   * suggests by itself: the touch is not to be for that.
   */
  private void suggested(Runnable opens) {
    page.waitForResponse(
        response ->
            response.url().endsWith("/passkey")
                && (seen.isEmpty() || !response.url().contains(seen)),
        opens);
  }

  /** What the device signs on this page, and nobody has sent. */
  private String unsent() {
    page.route(
        "**/proofs",
        route -> {
          // The page will suggest the passkey again; nobody touches the device then.
          device.touched(false);
          route.abort();
        },
        new Page.RouteOptions().setTimes(1));
    Request kept =
        page.waitForRequest(
            request -> request.url().endsWith("/proofs"), () -> touch(page, device));
    page.locator("#proofs").waitFor();
    return kept.postData();
  }

  /** The page shows why, and asks for the proofs as before. */
  private void refused(String what, UnaryOperator<String> sent) {
    device.touched(false);
    page.route(
        "**/proofs",
        route ->
            route.resume(
                new Route.ResumeOptions().setPostData(sent.apply(route.request().postData()))),
        new Page.RouteOptions().setTimes(1));
    int status =
        page.waitForResponse(
                response -> response.url().endsWith("/proofs"), () -> touch(page, device))
            .status();
    assertThat(status).as(what).isEqualTo(403);
    page.waitForCondition(() ->
        page.locator("#problem").isVisible()
            && page.locator("#problem").textContent().contains(refusal));
    assertThat(page.locator("#proofs").isVisible()).as(what).isTrue();
  }

  /** The same answer, once the vault has let go of what it asked, as it does after five minutes. */
  private String forgotten(String body) {
    String client = Reply.parse(body).path("passkey").path("clientData").asText();
    String challenge =
        Reply.parse(new String(Base64.getUrlDecoder().decode(client), StandardCharsets.UTF_8))
            .path("challenge")
            .asText();
    ByteBuffer bits = ByteBuffer.wrap(Base64.getUrlDecoder().decode(challenge));
    UUID id = new UUID(bits.getLong(), bits.getLong());
    assertThat(world.database().run("delete from passkey_challenge where challenge_id = ?", id))
        .isOne();
    return body;
  }

  /**
   * Signs what the vault asks for on a page of somebody else's, whom a browser can't tell apart.
   */
  private String signedBeside(String ask) {
    String challenge = (String) page.evaluate(ASK, ask);
    page.route(
        BESIDE + "/**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/html")
                    .setBody("<!doctype html><title>Mugs</title><button>free mugs</button>")));
    page.navigate(BESIDE + "/");
    device.touched(true);
    String signed = (String) page.evaluate(SIGN, challenge);
    device.touched(false);
    return signed;
  }

  private void headline(String text) {
    page.locator("#result").waitFor();
    assertThat(page.locator("#headline").textContent()).isEqualTo(text);
  }

  static String paymentOf(Page page) {
    Matcher id = PAYMENT.matcher(page.url());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }
}
