package org.cardnym.vault.payment;

/** The address that a payer goes back to. */
final class ReturnUrl {
  private ReturnUrl() {}

  /** The address with {@code payment=<id>} added to its query. */
  static String with(String url, String paymentId) {
    return url + (url.indexOf('?') < 0 ? "?" : "&") + "payment=" + paymentId;
  }
}
