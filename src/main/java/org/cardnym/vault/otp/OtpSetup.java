package org.cardnym.vault.otp;

/**
 * What an authenticator app needs, three times the same: address, letters to type, picture. Does
 * not print.
 */
public final class OtpSetup {
  private final String uri;
  private final String secret;
  private final String qrSvg;

  OtpSetup(String uri, String secret, String qrSvg) {
    this.uri = uri;
    this.secret = secret;
    this.qrSvg = qrSvg;
  }

  /** The {@code otpauth://totp/…} address. */
  public String uri() {
    return uri;
  }

  /** The 160-bit secret as 32 letters of base 32 (RFC 4648 §6). */
  public String secret() {
    return secret;
  }

  /** The address as a QR code, one SVG element without script or style. */
  public String qrSvg() {
    return qrSvg;
  }

  @Override
  public String toString() {
    return "OtpSetup";
  }
}
