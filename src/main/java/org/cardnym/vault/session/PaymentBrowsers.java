package org.cardnym.vault.session;

import java.time.Duration;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.jspecify.annotations.Nullable;

/**
 * Ties a payment to one browser: the browser holds 128 random bits in a cookie of its own, the
 * payment their SHA-256.
 */
public final class PaymentBrowsers {
  private PaymentBrowsers() {}

  /** A fresh secret for one browser, and the hash that stands in the payment. */
  public static final class Binding {
    private final String secret;

    private Binding(String secret) {
      this.secret = secret;
    }

    /** 32 bytes. */
    public byte[] hash() {
      return Secrets.hash(secret);
    }

    /** The cookie to set; it lives as long as the payment. */
    public Cookie cookie(UUID paymentId, Duration maxAge) {
      return Cookie.of(cookieName(paymentId), secret, maxAge, Cookie.SameSite.LAX);
    }

    /** The same for a browser that did not begin the payment. */
    public Cookie elsewhere(UUID paymentId, Duration maxAge) {
      return Cookie.of(elsewhereName(paymentId), secret, maxAge, Cookie.SameSite.LAX);
    }
  }

  /**
   * The name of the cookie of a browser that goes on with a payment which another began: never the
   * same as that one's, as both may be one browser.
   */
  public static String elsewhereName(UUID paymentId) {
    return "__Host-elsewhere-" + TypeId.of(IdKind.PAYMENT, paymentId);
  }

  public static Binding newBinding() {
    return new Binding(Uuids.nonce());
  }

  /** The name of a payment's cookie: {@code __Host-pay_…}. */
  public static String cookieName(UUID paymentId) {
    return "__Host-" + TypeId.of(IdKind.PAYMENT, paymentId);
  }

  /** True if this cookie's value is the one that was bound; in constant time. */
  public static boolean matches(@Nullable String cookieValue, byte @Nullable [] hash) {
    return cookieValue != null && hash != null && Secrets.matches(cookieValue, hash);
  }
}
