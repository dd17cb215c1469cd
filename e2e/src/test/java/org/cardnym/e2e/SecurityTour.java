package org.cardnym.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

/**
 * The pages on which payers keep their own proofs, and recover lost ones. What the vault would
 * answer stands here, as proofs would take long, and all tours wait for each other's codes.
 */
final class SecurityTour {
  private static final String SETUP =
      """
      {"next":"n","uri":"otpauth://totp/Cardnym:robin?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
       "secret":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
       "qrSvg":"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h3v3h-3zM6 0h3v3h-3zM0 6h3v3h-3zM4 4h2v2h-2z'/></svg>"}
      """;

  private final World world;
  private final Sitting sitting;
  private final Page page;

  SecurityTour(World world, Sitting sitting) {
    this.world = world;
    this.sitting = sitting;
    this.page = sitting.page();
  }

  /** Signed in. */
  void own() {
    open();
    page.locator("#no-browsers").waitFor();
    sitting.take("security-new");
    password();
    app();
    codes();
    answer("**/security/view", 200, Places.resource("security-view.json"));
    open();
    page.locator(".browser").first().waitFor();
    sitting.take("security-full");
    page.unroute("**/security/view");
  }

  /** Signed out. */
  void lost() {
    page.navigate(world.pagesUrl() + "/account/recover");
    sitting.take("recover-begin");
    page.locator("form[data-step=begin] [type=submit]").click();
    page.locator("#problem").waitFor();
    sitting.take("recover-begin-missing");
    page.locator("#alias").fill("nobody-here");
    submit("begin");
    page.locator("form[data-step=password]").waitFor();
    sitting.take("recover-password");
    page.locator("input[name=with][value=recoveryCode]").check();
    fill("#pw-mail-code", "12345678");
    fill("#pw-recovery", "7H2K-0QXM-PV4T-9ZBE");
    fill("#new-password", world.newPassword());
    fill("#again", page.locator("#new-password").inputValue());
    submit("password");
    page.locator("#problem").waitFor();
    sitting.take("recover-password-refused");
    answer("**/recover/password", 204, "");
    submit("password");
    page.locator("[data-step=done]").waitFor();
    sitting.take("recover-done");
    page.unroute("**/recover/password");
    lostApp();
  }

  private void lostApp() {
    page.navigate(world.pagesUrl() + "/account/recover");
    fill("#alias", "nobody-here");
    page.locator("input[name=lost][value=app]").check();
    submit("begin");
    page.locator("form[data-step=app]").waitFor();
    sitting.take("recover-app");
    answer("**/recover/app", 200, SETUP);
    fill("#app-mail-code", "12345678");
    fill("#app-recovery", "7H2K-0QXM-PV4T-9ZBE");
    fill("#old-password", "Not-Mine-1");
    submit("app");
    page.locator("form[data-step=confirm]").waitFor();
    sitting.take("recover-app-new");
    page.unroute("**/recover/app");
  }

  private void password() {
    page.locator("#password-change summary").click();
    fill("#new-password", "short");
    fill("#again", "other");
    page.locator("#password-form [type=submit]").click();
    page.locator("#problem").waitFor();
    sitting.take("security-password-differs");
    answer("**/security/password", 204, "");
    fill("#again", "short");
    page.locator("#password-form [type=submit]").click();
    page.locator("#news").waitFor();
    sitting.take("security-password-changed");
    page.unroute("**/security/password");
  }

  private void app() {
    answer("**/security/app", 403, "{\"code\":\"proof_too_old\"}");
    page.locator("#app-begin").click();
    page.locator("#prove[open]").waitFor();
    sitting.take("security-prove");
    page.locator("#prove [data-dismiss]").click();
    page.unroute("**/security/app");
    answer("**/security/app", 200, SETUP);
    page.locator("#app-begin").click();
    page.locator("#app-form").waitFor();
    sitting.take("security-app");
    answer("**/security/app/confirm", 422, "{\"code\":\"code_wrong\"}");
    fill("#app-code", "000000");
    page.locator("#app-form [type=submit]").click();
    page.locator("#problem").waitFor();
    sitting.take("security-app-wrong");
    page.unroute("**/security/app");
    page.unroute("**/security/app/confirm");
  }

  private void codes() {
    open();
    answer("**/security/recovery-codes", 200, Places.resource("recovery-codes.json"));
    page.locator("#codes-make").click();
    page.locator("#codes-made").waitFor();
    sitting.take("security-codes");
    page.unroute("**/security/recovery-codes");
  }

  private void open() {
    page.navigate(world.pagesUrl() + "/account/security");
    page.locator("#home").waitFor();
  }

  private void submit(String step) {
    page.locator("form[data-step=" + step + "] [type=submit]").click();
  }

  private void fill(String field, String text) {
    page.locator(field).fill(text);
  }

  private void answer(String address, int status, String json) {
    page.route(
        address,
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(status)
                    .setContentType("application/json")
                    .setBody(json)));
  }
}
