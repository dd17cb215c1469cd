package org.cardnym.vault.biometric;

import java.time.Instant;
import java.util.Map;

/**
 * How the vault shows a service that it is the client it says; a public client is none. Does not
 * print.
 */
sealed interface ClientProof permits ClientSecret, ClientKey {
  /** What goes into the form of a token request. */
  Map<String, String> form(String clientId, String issuer, Instant now);

  /** What goes beside it. */
  Map<String, String> headers(String clientId);
}
