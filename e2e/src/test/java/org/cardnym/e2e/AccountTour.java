package org.cardnym.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;

/**
 * All that a payer's own page shows, after the registration. Where a full life would take long,
 * what the vault would answer stands in a file.
 */
final class AccountTour {
  private final World world;
  private final Sitting sitting;
  private final Page page;

  AccountTour(World world, Sitting sitting) {
    this.world = world;
    this.sitting = sitting;
    this.page = sitting.page();
  }

  void go() {
    home("account-new");
    card();
    freezing();
    full();
    recovered();
    new SecurityTour(world, sitting).own();
    leave();
    signIn();
    new SecurityTour(world, sitting).lost();
  }

  private void home(String name) {
    page.navigate(world.pagesUrl() + "/account");
    page.locator("#home").waitFor();
    sitting.take(name);
  }

  private void card() {
    page.locator(".card summary").click();
    sitting.take("account-card");
    page.locator(".nickname")
        .fill(
            sitting.language().equals("zh")
                ? "\u5bb6\u7528\u7684\u84dd\u8272\u94f6\u884c\u5361"
                : "The blue one at home");
    page.locator(".naming button").click();
    page.locator("#news").waitFor();
    sitting.take("account-card-named");
    page.locator(".per-payment").fill("lots");
    page.locator(".limiting button").click();
    page.locator("#problem").waitFor();
    sitting.take("account-limit-refused");
    page.locator("[data-act=remove]").click();
    sitting.take("account-remove");
    page.locator("#sure button[value=no]").click();
  }

  private void freezing() {
    page.locator("[data-act=freeze]").click();
    page.locator(".card.frozen").waitFor();
    sitting.take("account-card-frozen");
    page.locator("#freeze-all").click();
    page.locator("#stopped").waitFor();
    sitting.take("account-frozen");
    answer("**/account/unfreeze", 403, "{\"code\":\"proof_too_old\"}");
    page.locator("#unfreeze-all").click();
    page.locator("#prove[open]").waitFor();
    sitting.take("account-prove");
    page.locator("#prove-form [type=submit]").click();
    page.locator("#prove-problem").waitFor();
    sitting.take("account-prove-missing");
    page.locator("#prove [data-dismiss]").click();
    page.unroute("**/account/unfreeze");
  }

  private void full() {
    answer("**/account/view", 200, Places.resource("account-view.json"));
    answer("**/account/payments*", 200, Places.resource("account-payments.json"));
    home("account-full");
    page.locator(".payment summary").first().click();
    page.locator(".payment summary").nth(2).click();
    sitting.take("account-payment");
    page.locator("#export").click();
    page.locator("#news").waitFor();
    sitting.take("account-exported");
    page.unroute("**/account/payments*");
    page.unroute("**/account/view");
  }

  private void recovered() {
    String recently = "\"frozen\": false, \"loosensFrom\": \"2026-11-21T19:12:00Z\",";
    answer(
        "**/account/view",
        200,
        Places.resource("account-view.json").replaceFirst("\"frozen\": *false,", recently));
    home("account-recovered");
    page.unroute("**/account/view");
  }

  private void leave() {
    page.navigate(world.pagesUrl() + "/account");
    page.locator("#home").waitFor();
    page.locator(".card summary").click();
    page.locator("[data-act=remove]").click();
    page.locator("#sure button[value=yes]").click();
    page.locator("#no-cards").waitFor();
    sitting.take("account-no-cards");
    page.locator(".closing summary").click();
    sitting.take("account-close");
    close("somebody-else");
    page.locator("#problem").waitFor();
    sitting.take("account-close-refused");
    close(RegistrationTour.alias(sitting));
    page.locator("#closed").waitFor();
    sitting.take("account-closed");
  }

  private void close(String alias) {
    page.locator("#close-alias").fill(alias);
    page.locator("#close-form button").click();
  }

  private void signIn() {
    page.navigate(world.pagesUrl() + "/account");
    sitting.take("account-sign-in");
    Map.of("#in-alias", "nobody-here", "#in-password", "Not-Mine-1", "#in-code", "000000")
        .forEach((field, value) -> page.locator(field).fill(value));
    page.locator("#signin-form button[type=submit]").click();
    page.locator("#problem").waitFor();
    sitting.take("account-sign-in-refused");
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
