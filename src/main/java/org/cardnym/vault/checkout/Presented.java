package org.cardnym.vault.checkout;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.cardnym.vault.session.PaymentBrowsers;
import org.jspecify.annotations.Nullable;

/** The cookies that a request brought. */
final class Presented {
  private Presented() {}

  /** The value of the payment's own cookie, or null. */
  static @Nullable String binding(UUID paymentId, HttpHeaders headers) {
    return value(PaymentBrowsers.cookieName(paymentId), headers);
  }

  /** The value of the cookie of a browser that goes on with what another began, or null. */
  static @Nullable String elsewhere(UUID paymentId, HttpHeaders headers) {
    return value(PaymentBrowsers.elsewhereName(paymentId), headers);
  }

  static @Nullable String value(String name, HttpHeaders headers) {
    Cookie cookie = headers.getCookies().get(name);
    return cookie == null ? null : cookie.getValue();
  }
}
