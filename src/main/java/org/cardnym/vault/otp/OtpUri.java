package org.cardnym.vault.otp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address that authenticator apps read from a QR code (the key-URI format). */
final class OtpUri {
  private static final String ISSUER = "Cardnym";

  private OtpUri() {}

  static String of(String alias, String secret) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(ISSUER, encoded(alias), secret, ISSUER, Hotp.DIGITS, Totp.PERIOD_SECONDS);
  }

  private static String encoded(String text) {
    // Forms write a space as '+'; addresses don't (RFC 3986 §2.1).
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
