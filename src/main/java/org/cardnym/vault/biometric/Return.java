package org.cardnym.vault.biometric;

import org.jspecify.annotations.Nullable;

/**
 * What a browser brings back (RFC 6749 §4.1.2, RFC 9207). Does not print.
 *
 * @param state as it was sent
 * @param code the authorization code, or null where the service refused
 * @param issuer who says that it answers, or null
 */
public record Return(@Nullable String state, @Nullable String code, @Nullable String issuer) {
  /** Services' codes differ much in length; this is above the longest that are known. */
  private static final int MOST_LETTERS = 4_000;

  public Return {
    code = code == null || code.isEmpty() || code.length() > MOST_LETTERS ? null : code;
  }

  @Override
  public String toString() {
    return "Return";
  }
}
