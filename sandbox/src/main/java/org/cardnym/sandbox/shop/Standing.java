package org.cardnym.sandbox.shop;

import org.cardnym.sandbox.web.Template;

/**
 * How a payment stands, in words for the shopper.
 *
 * @param mood {@code pay}, {@code waiting}, {@code good} or {@code bad}
 * @param deed what can be done about it, as HTML; may be empty
 */
record Standing(String mood, String title, String text, String deed) {
  static final Standing UNKNOWN =
      new Standing(
          "waiting",
          "We can't tell yet",
          "The payment service can't be reached. This page looks again by itself.",
          "");

  static Standing of(Payment payment) {
    return switch (payment.state()) {
      case "requires_authentication" ->
          new Standing(
              "waiting",
              "One step left",
              "Confirm the payment with your username's proof. This page looks again by itself.",
              continueForm(payment.page()));
      case "processing" ->
          new Standing("waiting", "Your bank is deciding", "This page looks again by itself.", "");
      case "approved" ->
          new Standing(
              "good", "Thank you, it is paid", "We wrap it in straw and send it today.", onwards());
      case "declined" ->
          new Standing("bad", "The payment was declined", declined(payment.retry()), again());
      case "expired" ->
          new Standing("bad", "The payment page has expired", "Nothing was charged.", again());
      case "canceled" ->
          new Standing("bad", "The payment was canceled", "Nothing was charged.", again());
      default ->
          new Standing(
              "bad",
              "The payment did not go through",
              "You will not be charged; an amount held at your bank is released.",
              again());
    };
  }

  private static String declined(String retry) {
    return switch (retry) {
      case "other_card" -> "Another of your cards may work.";
      case "later" -> "It may work later.";
      default -> "Your bank or the payment service said no; nothing was charged.";
    };
  }

  private static String continueForm(String page) {
    return "<form method=\"post\" action=\""
        + Template.escape(page)
        + "\"><button class=\"deed\">Continue to payment</button></form>";
  }

  private static String again() {
    return "<a class=\"deed\" href=\"/cart\">Try again</a>";
  }

  private static String onwards() {
    return "<a class=\"deed quiet\" href=\"/\">Back to the shop</a>";
  }
}
