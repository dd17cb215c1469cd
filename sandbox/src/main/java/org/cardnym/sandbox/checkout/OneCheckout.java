package org.cardnym.sandbox.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.sandbox.bank.BankDesk;
import org.cardnym.sandbox.payer.Page;
import org.cardnym.sandbox.payer.PageBrowser;
import org.cardnym.sandbox.payer.PaymentPage;
import org.cardnym.sandbox.payer.PhoneCodes;
import org.cardnym.sandbox.process.Await;

/**
 * Buys one mug by username: cart, order, payment page, shop again, then a look at the bank's
 * receipts.
 */
public final class OneCheckout {
  private static final Pattern PAYMENT = Pattern.compile("/(pay_[0-9a-z]+)/");

  private final PageBrowser browser;
  private final Await await;
  private final String shop;
  private final BankDesk bank;

  public OneCheckout(PageBrowser browser, Await await, String shop, BankDesk bank) {
    this.browser = browser;
    this.await = await;
    this.shop = shop;
    this.bank = bank;
  }

  /** Pays, and returns what came of it. */
  public Bought buy(String username, String password, PhoneCodes phone) throws IOException {
    String address = checkout(username);
    PaymentPage page = PaymentPage.open(browser, await, shop, address);
    JsonNode asked = page.view();
    page.prove(password, phone.fresh());
    JsonNode outcome = page.outcome();
    String thanks = comeBack(outcome.path("returnUrl").asText());
    String payment = first(PAYMENT, address);
    Optional<JsonNode> receipt = bank.receipt(payment);
    return new Bought(payment, asked, outcome, thanks, receipt);
  }

  private String checkout(String username) throws IOException {
    browser.postForm(shop + "/cart", "product=mug");
    String order = browser.postForm(shop + "/orders", "").location();
    String reference = order.substring(order.lastIndexOf('/') + 1);
    Page answer =
        browser.postJson(order + "/payment", Map.of("alias", username, "order", reference));
    String pay = answer.json().path("paymentPage").asText();
    if (pay.isEmpty()) {
      throw new IllegalStateException(
          "the shop could not start the payment: " + answer.json().path("message").asText());
    }
    return pay;
  }

  /** The heading of the shop's page for the order. */
  private String comeBack(String returnUrl) throws IOException {
    Page back = browser.get(returnUrl);
    Page order = back.status() == 303 ? browser.get(back.location()) : back;
    return first(Pattern.compile("<h1>([^<]*)</h1>"), order.body());
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("a page does not look as expected");
    }
    return found.group(1);
  }
}
