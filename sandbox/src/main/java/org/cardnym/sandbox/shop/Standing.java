package org.cardnym.sandbox.shop;

import org.cardnym.sandbox.web.Template;

/**
 * How a payment stands, in words for the shopper.
 *
 * @param mood {@code pay}, {@code waiting}, {@code good} or {@code bad}
 * @param deed what can be done about it, as HTML; may be empty
 */
record Standing(String mood, String title, String text, String deed) {

  static Standing of(Payment payment, Words words) {
    String state = payment.state();
    return switch (state) {
      case "requires_authentication" ->
          said("waiting", state, continueForm(payment.page(), words), words);
      case "processing" -> said("waiting", state, "", words);
      case "approved" -> said("good", state, link("/", "deed quiet", "onwards", words), words);
      case "declined" ->
          new Standing(
              "bad",
              words.say("declined.title"),
              words.say("declined." + declined(payment.retry())),
              again(words));
      case "expired", "canceled" -> said("bad", state, again(words), words);
      default -> said("bad", "failed", again(words), words);
    };
  }

  /** The vault can't be asked. */
  static Standing unknown(Words words) {
    return said("waiting", "unknown", "", words);
  }

  private static Standing said(String mood, String state, String deed, Words words) {
    return new Standing(mood, words.say(state + ".title"), words.say(state + ".text"), deed);
  }

  private static String declined(String retry) {
    return retry.equals("other_card") || retry.equals("later") ? retry : "text";
  }

  private static String continueForm(String page, Words words) {
    return "<form method=\"post\" action=\""
        + Template.escape(page)
        + "\"><button class=\"deed\">"
        + Template.escape(words.say("goOn"))
        + "</button></form>";
  }

  private static String again(Words words) {
    return link("/cart", "deed", "again", words);
  }

  private static String link(String to, String looks, String key, Words words) {
    return "<a class=\"%s\" href=\"%s\">%s</a>"
        .formatted(looks, to, Template.escape(words.say(key)));
  }
}
