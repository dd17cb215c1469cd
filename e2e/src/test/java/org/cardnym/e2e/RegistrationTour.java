package org.cardnym.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.Map;

/** A newcomer's way through the registration, with the mistakes that people make. */
final class RegistrationTour {
  private final World world;
  private final Sitting sitting;
  private final Page page;

  RegistrationTour(World world, Sitting sitting) {
    this.world = world;
    this.sitting = sitting;
    this.page = sitting.page();
  }

  /** Leaves the page signed in as the newcomer, whose card the bank has asked for its code. */
  void go() {
    String email = "pictured-" + sitting.language() + "@mail.sandbox.example";
    contact(email);
    confirm(email);
    name();
    String password = password();
    String secret = app();
    world.know(new Payer(alias(sitting), email, password, secret, Totp.step()));
    card();
    bank();
  }

  static String alias(Sitting sitting) {
    return "pictured-" + sitting.language();
  }

  private void contact(String email) {
    page.navigate(world.pagesUrl() + "/enrol");
    sitting.take("enrol-1-contact");
    refused("contact", Map.of());
    sitting.take("enrol-1-contact-missing");
    page.locator("form[data-step=contact] [data-go=signin]").click();
    sitting.take("enrol-sign-in");
    page.locator("[data-go=contact]").first().click();
    done("contact", Map.of("#email", email));
  }

  private void confirm(String email) {
    shown("confirm");
    sitting.take("enrol-2-confirm");
    String code = world.inbox().code(email);
    refused("confirm", Map.of("#mail-code", code.startsWith("1") ? "20000000" : "10000000"));
    sitting.take("enrol-2-confirm-wrong");
    done("confirm", Map.of("#mail-code", code));
  }

  private void name() {
    shown("alias");
    sitting.take("enrol-3-name");
    refused("alias", Map.of("#alias", "admin"));
    sitting.take("enrol-3-name-refused");
    done("alias", Map.of("#alias", alias(sitting)));
  }

  private String password() {
    String password = world.newPassword();
    shown("password");
    sitting.take("enrol-4-password");
    refused("password", Map.of("#new-password", password, "#again", password + "r"));
    sitting.take("enrol-4-password-differs");
    done("password", Map.of("#new-password", password, "#again", password));
    return password;
  }

  private String app() {
    page.locator("#qr svg").waitFor();
    sitting.take("enrol-5-app");
    String secret = page.locator("#otp-secret").textContent().replace(" ", "");
    refused("otp", Map.of("#otp-code", "000"));
    sitting.take("enrol-5-app-wrong");
    done("otp", Map.of("#otp-code", Totp.code(secret, Totp.step())));
    return secret;
  }

  private void card() {
    shown("card");
    sitting.take("enrol-6-card");
    Map<String, String> card =
        Map.of(
            "#number",
            "5555 5555 5555 4445",
            "#holder",
            "Robin Sample",
            "#expiry",
            "11/29",
            "#cvc",
            "123",
            "#per-payment",
            "12500.00",
            "#per-day",
            "12500.00");
    refused("card", card);
    sitting.take("enrol-6-card-refused");
    page.route("**/enrol/card", route -> {});
    page.locator("form[data-step=card] button[type=submit]").click();
    page.locator("#wait").waitFor();
    sitting.take("enrol-6-card-asking");
    page.unroute("**/enrol/card");
    page.reload();
    shown("card");
    card.forEach((field, value) -> page.locator(field).fill(value));
    done("card", Map.of("#number", TestCard.BANK_ASKS_CODE.number()));
  }

  private void bank() {
    shown("bank");
    sitting.take("enrol-7-bank");
    refused("bank", Map.of("#bank-code", "000000"));
    sitting.take("enrol-7-bank-wrong");
    done("bank", Map.of("#bank-code", TestCard.BANK_CODE));
    page.locator("[data-step=done]").waitFor();
    sitting.take("enrol-8-done");
  }

  private void shown(String step) {
    page.locator("form[data-step=" + step + "]").waitFor();
  }

  private void refused(String step, Map<String, String> fields) {
    send(step, fields);
    page.locator("#problem").waitFor();
  }

  private void done(String step, Map<String, String> fields) {
    send(step, fields);
    page.locator("form[data-step=" + step + "]")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  private void send(String step, Map<String, String> fields) {
    fields.forEach((field, value) -> page.locator(field).fill(value));
    page.locator("form[data-step=" + step + "] button[type=submit]").click();
  }
}
