package org.cardnym.vault.payment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where a payer may be sent back to: an address on an origin that the merchant registered. */
final class ReturnUrl {
  private ReturnUrl() {}

  static boolean allowed(String url, Set<String> origins) {
    try {
      URI uri = new URI(url);
      if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
        return false;
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return origins.contains(uri.getScheme() + "://" + uri.getHost() + port);
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /** The address with {@code payment=<id>} added to its query. */
  static String with(String url, String paymentId) {
    return url + (url.indexOf('?') < 0 ? "?" : "&") + "payment=" + paymentId;
  }
}
