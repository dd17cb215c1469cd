package org.cardnym.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A payer's own proofs in a real browser: a new password, recovery codes, and the way back in for
 * who has forgotten the password; on a phone in English and on a desk in Chinese.
 */
@Order(4)
@ExtendWith({Browsing.class, SharedWorld.class})
class SecurityIT {
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
  void aPayerChangesThePasswordAndPaysWithTheNewOneOnly() {
    Payer payer = world.payer(Cast.CHANGES_PASSWORD);
    String fresh = world.newPassword();
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      signIn(page, payer, payer.password());
      page.locator("#to-security").click();
      page.locator("#password-since").waitFor();
      // By keyboard alone.
      page.locator("#password-change summary").press("Enter");
      page.locator("#new-password").fill(fresh);
      page.locator("#again").fill(fresh);
      barsNobody(page);
      page.locator("#again").press("Enter");
      said(page, "Your password is changed");
      seenInChinese(context, "更改密码");
    }
    Payer changed =
        world.know(new Payer(payer.alias(), payer.email(), fresh, payer.secret(), Totp.step()));

    Shopper browser = world.shopper();
    String pay =
        browser.open(
            world.shopUrl(), world.merchant().create(payer.alias()).path("paymentPage").asText());
    assertThat(browser.prove(pay, payer.password(), changed.codeNotUsed()).status()).isEqualTo(403);
    assertThat(paid(changed)).isEqualTo("approved");
    told(payer, "password of your Cardnym account was changed");
  }

  @Test
  void whoForgotThePasswordRecoversByMailAndARecoveryCode() {
    Payer payer = world.payer(Cast.FORGETS_PASSWORD);
    String fresh = world.newPassword();
    String code = recoveryCodes(payer).getFirst();
    try (BrowserContext context = chromium.stranger("zh-CN", true)) {
      Page page = context.newPage();
      page.setViewportSize(1280, 800);
      page.navigate(world.pagesUrl() + "/account");
      page.locator("a[href='/account/recover']").click();
      page.locator("#alias").fill(payer.alias());
      page.locator("form[data-step=begin] button[type=submit]").click();
      page.locator("form[data-step=password]").waitFor();
      recover(page, "00000000", code, fresh);
      page.locator("#problem").waitFor();
      assertThat(page.locator("#problem").textContent()).contains("验证未通过");
      recover(page, mailed(payer), code, fresh);
      page.locator("[data-step=done]").waitFor();
      assertThat(page.locator("[data-step=done]").textContent()).contains("账户已找回");

      Payer recovered =
          world.know(new Payer(payer.alias(), payer.email(), fresh, payer.secret(), Totp.step()));
      signIn(page, recovered, fresh);
      page.locator("#recovered").waitFor();
      page.locator("#export").click();
      page.locator("#problem").waitFor();
      assertThat(page.locator("#problem").textContent()).contains("账户最近被找回");
      assertThat(paid(recovered)).isEqualTo("approved");
    }
    told(payer, "password of your Cardnym account was reset");
  }

  private static List<String> recoveryCodes(Payer payer) {
    try (BrowserContext context = chromium.stranger()) {
      Page page = context.newPage();
      signIn(page, payer, payer.password());
      page.locator("#to-security").click();
      page.locator("#codes-make").click();
      page.locator("#codes-made").waitFor();
      List<String> codes = page.locator("#codes li").allTextContents();
      assertThat(codes).hasSize(10).doesNotHaveDuplicates();
      world.know(codes);
      page.locator("#codes-kept").click();
      page.reload();
      page.locator("#home").waitFor();
      assertThat(page.locator("#codes-left").textContent()).contains("10 of 10");
      assertThat(page.content()).doesNotContain(codes.getFirst());
      return codes;
    }
  }

  private static void recover(Page page, String mailCode, String code, String password) {
    page.locator("#pw-mail-code").fill(mailCode);
    page.locator("input[name=with][value=recoveryCode]").check();
    page.locator("#pw-recovery").fill(code);
    page.locator("#new-password").fill(password);
    page.locator("#again").fill(password);
    page.locator("form[data-step=password] button[type=submit]").click();
  }

  /** The same session, seen on a desk by a reader of Chinese. */
  private static void seenInChinese(BrowserContext context, String words) {
    try (BrowserContext desk = chromium.stranger("zh-CN", true)) {
      desk.addCookies(
          context.cookies().stream()
              .map(cookie ->
                  new com.microsoft.playwright.options.Cookie(cookie.name, cookie.value)
                      .setDomain(cookie.domain)
                      .setPath(cookie.path)
                      .setSecure(cookie.secure)
                      .setHttpOnly(cookie.httpOnly)
                      .setSameSite(cookie.sameSite))
              .toList());
      Page page = desk.newPage();
      page.setViewportSize(1440, 900);
      page.navigate(
          world.pagesUrl() + "/account/security",
          new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
      page.locator("#home").waitFor();
      assertThat(page.locator("#home").textContent()).contains(words);
      barsNobody(page);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      barsNobody(page);
    }
  }

  private static void barsNobody(Page page) {
    assertThat(new Axe().barriers(page)).isEmpty();
  }

  private static void signIn(Page page, Payer payer, String password) {
    page.navigate(world.pagesUrl() + "/account");
    page.locator("#in-alias").fill(payer.alias());
    page.locator("#in-password").fill(password);
    page.locator("#in-code").fill(payer.code());
    page.locator("#signin-form button[type=submit]").click();
    page.locator("#home").waitFor();
  }

  private static void said(Page page, String text) {
    page.waitForCondition(() -> page.locator("#news").textContent().contains(text));
  }

  /** The code of the mail that asks whether somebody wants back in. */
  private static String mailed(Payer payer) {
    told(payer, "wants to set a new password");
    return world.inbox().code(payer.email());
  }

  private static void told(Payer payer, String words) {
    Await.until(
        "a mail: " + words, Await.PATIENCE, () -> world.inbox().to(payer.email()).contains(words));
  }

  private static String paid(Payer payer) {
    JsonNode payment = world.pay(payer);
    return world
        .merchant()
        .awaitState(payment.path("id").asText(), Await.PATIENCE, ENDED)
        .path("state")
        .asText();
  }
}
