package org.cardnym.admin.secret;

/** Gets the next access token of a person who signed in (RFC 6749 section 6). */
public final class RefreshToken extends SecretText {
  public RefreshToken(String value) {
    super(value);
  }
}
