package org.cardnym.admin.secret;

/** A machine's secret at the token endpoint (RFC 6749 section 2.3.1). */
public final class ClientSecret extends SecretText {
  public ClientSecret(String value) {
    super(value);
  }
}
