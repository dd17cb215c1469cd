package org.cardnym.sandbox.shop;

import java.util.HashMap;
import java.util.Map;
import org.cardnym.sandbox.web.Template;

/** What the shop's pages say. */
final class ShopPages {
  private final Template product = new Template(ShopPages.class, "product.html");
  private final Template order = new Template(ShopPages.class, "order.html");

  String product(String checkout, String username, String message) {
    return product.fill(Map.of("checkout", checkout, "username", username, "message", message));
  }

  String order(Order bought, Payment payment) {
    return switch (payment.state()) {
      case "requires_authentication" ->
          page(
              "waiting",
              "One step left",
              "Confirm the payment with your username's proof.",
              bought,
              continueForm(payment.page()),
              false);
      case "processing" ->
          page(
              "waiting",
              "Your bank is deciding",
              "This page looks again by itself.",
              bought,
              "",
              true);
      case "approved" ->
          page(
              "good",
              "Thank you, it is paid",
              "Your mug is on its way to you.",
              bought,
              again("Buy another one"),
              false);
      case "declined" ->
          page(
              "bad",
              "The payment was declined",
              declined(payment.retry()),
              bought,
              again("Try again"),
              false);
      case "expired" ->
          page(
              "bad",
              "The payment page has expired",
              "Nothing was charged.",
              bought,
              again("Start again"),
              false);
      case "canceled" ->
          page(
              "bad",
              "The payment was canceled",
              "Nothing was charged.",
              bought,
              again("Start again"),
              false);
      default ->
          page(
              "bad",
              "The payment did not go through",
              "You will not be charged; an amount held at your bank is released.",
              bought,
              again("Try again"),
              false);
    };
  }

  String undetermined(Order bought) {
    return page(
        "waiting",
        "We can't tell yet",
        "The payment service can't be reached. This page looks again by itself.",
        bought,
        "",
        true);
  }

  String unknownOrder() {
    return fill(
        "bad",
        "We don't know this order",
        "It may be from before the shop was restarted.",
        "",
        again("To the shop"),
        false);
  }

  private static String declined(String retry) {
    return switch (retry) {
      case "other_card" -> "Another of your cards may work.";
      case "later" -> "It may work later.";
      default -> "Your bank or the payment service said no; nothing was charged.";
    };
  }

  private String page(
      String mood, String title, String text, Order bought, String deed, boolean again) {
    return fill(mood, title, text, "Order " + bought.reference(), deed, again);
  }

  private String fill(
      String mood, String title, String text, String reference, String deed, boolean again) {
    Map<String, String> values = new HashMap<>();
    values.put("mood", mood);
    values.put("title", title);
    values.put("text", text);
    values.put("reference", reference);
    values.put("deed", deed);
    values.put("refresh", again ? "<meta http-equiv=\"refresh\" content=\"2\">" : "");
    return order.fill(values);
  }

  private static String continueForm(String page) {
    return "<form method=\"post\" action=\""
        + Template.escape(page)
        + "\"><button class=\"deed\">Continue to payment</button></form>";
  }

  private static String again(String label) {
    return "<a class=\"deed\" href=\"/\">" + label + "</a>";
  }
}
