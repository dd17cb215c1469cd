package org.cardnym.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Registers a payer by the calls that the enrolment page makes. */
final class Enrolment {
  private static final int PER_PAYMENT = 50_000;
  private static final int PER_DAY = 100_000;

  private final Shopper browser;
  private final String pages;
  private final Inbox inbox;

  Enrolment(Shopper browser, String pages, Inbox inbox) {
    this.browser = browser;
    this.pages = pages;
    this.inbox = inbox;
  }

  Payer register(String alias, String password, TestCard card) {
    Payer payer = person(alias, password);
    JsonNode added = accepted("card", card(card.number(), card.verificationCode())).json();
    if (added.path("state").asText().equals("code_required")) {
      step("card/code", Map.of("card", added.path("card").asText(), "code", TestCard.BANK_CODE));
    }
    return payer;
  }

  /** All but the card. */
  Payer person(String alias, String password) {
    String email = alias + "@mail.sandbox.example";
    Reply page = browser.get(pages + "/enrol");
    if (page.status() != 200) {
      throw new AssertionError("the enrolment page answered " + page.status());
    }
    step("contact", Map.of("email", email));
    step("contact/confirm", Map.of("code", inbox.code(email)));
    step("alias", Map.of("alias", alias));
    step("password", Map.of("password", password));
    String secret = step("otp", Map.of()).json().path("secret").asText();
    long now = Totp.step();
    step("otp/confirm", Map.of("code", Totp.code(secret, now)));
    return new Payer(alias, email, password, secret, now);
  }

  /** The card step, whatever comes of it. */
  Reply card(String number, String verificationCode) {
    return browser.postJson(
        pages + "/enrol/card",
        Map.of(
            "number",
            number,
            "holderName",
            "Robin Sample",
            "expiry",
            "2029-11",
            "verificationCode",
            verificationCode,
            "limit",
            Map.of("currency", "EUR", "perPayment", PER_PAYMENT, "perDay", PER_DAY)));
  }

  private Reply step(String path, Map<String, ?> body) {
    return accepted(path, browser.postJson(pages + "/enrol/" + path, body));
  }

  private static Reply accepted(String path, Reply reply) {
    if (reply.status() / 100 != 2) {
      throw new AssertionError(
          "enrolment step " + path + " was refused: " + reply.status() + " " + reply.body());
    }
    return reply;
  }

  /** The sandbox's mail and text messages. */
  record Inbox(Wire wire, String url) {
    String code(String address) {
      return Await.value(
          "the mail with a code for " + address,
          Await.PATIENCE,
          () -> newest(address),
          code -> !code.isEmpty());
    }

    /** All mails, as JSON. */
    String all() {
      return wire.get(url + "/api/messages?to=").body();
    }

    /** The mails to one address, as JSON. */
    String to(String address) {
      return wire.get(url + "/api/messages?to=" + address).body();
    }

    /** The newest text message to a number, other than one that was seen. */
    String text(String number, String seen) {
      return Await.value(
          "a text message",
          Await.PATIENCE,
          () -> newestText(number),
          text -> !text.isEmpty() && !text.equals(seen));
    }

    private String newestText(String number) {
      String to = URLEncoder.encode(number, StandardCharsets.UTF_8);
      return wire.get(url + "/api/texts?to=" + to)
          .json()
          .path("items")
          .path(0)
          .path("text")
          .asText();
    }

    private String newest(String address) {
      for (JsonNode mail : wire.get(url + "/api/messages?to=" + address).json().path("items")) {
        for (String line : mail.path("text").asText().lines().toList()) {
          if (line.strip().matches("[0-9]{8}")) {
            return line.strip();
          }
        }
      }
      return "";
    }
  }
}
