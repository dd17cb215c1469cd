package org.cardnym.sandbox.payer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import org.cardnym.sandbox.process.Await;

/** Registers a payer through the pages' own API, step by step as the page's script does it. */
public final class Enrolment {
  /** In cents. */
  private static final int PER_PAYMENT = 50_000;

  private static final int PER_DAY = 100_000;

  private final PageBrowser browser;
  private final String pages;
  private final MailCodes mail;
  private final InstantSource clock;
  private final Await await;

  public Enrolment(
      PageBrowser browser, String pages, String inboxUrl, InstantSource clock, Await await) {
    this.browser = browser;
    this.pages = pages;
    this.mail = new MailCodes(browser, inboxUrl, await);
    this.clock = clock;
    this.await = await;
  }

  /** Returns the secret of the payer's one-time codes, which the vault makes. */
  public Enrolled register(String email, String alias, String password, DemoCard card) {
    try {
      Page start = browser.get(pages + "/enrol");
      expect("opening the enrolment page", start);
      step("the contact", "/contact", Map.of("email", email));
      step("the contact's code", "/contact/confirm", Map.of("code", mail.newest(email)));
      step("the username", "/alias", Map.of("alias", alias));
      step("the password", "/password", Map.of("password", password));
      Page otp = step("the one-time codes", "/otp", Map.of());
      String secret = otp.json().path("secret").asText();
      PhoneCodes phone = new PhoneCodes(secret, clock, await);
      step("the first one-time code", "/otp/confirm", Map.of("code", phone.fresh()));
      return new Enrolled(secret, phone, addCard(card));
    } catch (IOException e) {
      throw new UncheckedIOException("the vault's pages can't be reached", e);
    }
  }

  private String addCard(DemoCard card) throws IOException {
    Page added =
        step(
            "the card",
            "/card",
            Map.of(
                "number", card.number(),
                "holderName", card.holderName(),
                "expiry", card.expiry(),
                "verificationCode", card.verificationCode(),
                "limit", Map.of("currency", "EUR", "perPayment", PER_PAYMENT, "perDay", PER_DAY)));
    String state = added.json().path("state").asText();
    if (state.equals("code_required")) {
      String id = added.json().path("card").asText();
      Page confirmed =
          step("the bank's code", "/card/code", Map.of("card", id, "code", DemoCard.BANK_CODE));
      return confirmed.json().path("state").asText();
    }
    return state;
  }

  private Page step(String what, String path, Map<String, ?> body) throws IOException {
    await.checkStop();
    Page page = browser.postJson(pages + "/enrol" + path, body);
    expect(what, page);
    return page;
  }

  private static void expect(String what, Page page) {
    if (!page.ok()) {
      throw new IllegalStateException(
          "enrolment: "
              + what
              + " was refused: "
              + page.status()
              + " "
              + page.json().path("code").asText());
    }
  }
}
