package org.cardnym.vault.biometric;

import java.util.Locale;

/**
 * A token that doesn't prove anything, or a service that gave none. The reason is for operators
 * only.
 */
final class ProviderFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; none holds anything of what was received. */
  enum Reason {
    /** No connection, or not in time. */
    UNREACHABLE,
    /** Another status than was to be expected. */
    STATUS,
    /** More than is read. */
    TOO_LARGE,
    /** Not the JSON that the specification wants. */
    SHAPE,
    /** Discovery names another issuer, or endpoints that aren't safe to use. */
    DISCOVERY,
    /** The service answered with an error, for instance as the person declined. */
    ERROR_ANSWER,
    /** The answer names another issuer than was asked (RFC 9207). */
    WRONG_SENDER,
    ALGORITHM,
    KEY_UNKNOWN,
    SIGNATURE,
    ISSUER,
    AUDIENCE,
    EXPIRED,
    TIME,
    NONCE,
    AUTHENTICATED_EARLIER,
    METHOD,
    ACR,
    SUBJECT;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  ProviderFailed(Reason reason) {
    super(reason.wire(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
