package org.cardnym.vault.issuer;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * An issuing bank.
 *
 * @param institutionId its name in messages, {@code [a-z0-9-]{3,32}}
 * @param trustPem the certificates that its server's certificate must chain to
 */
public record Bank(
    UUID id,
    String institutionId,
    String name,
    URI endpoint,
    String trustPem,
    State state,
    Instant addedAt) {
  /** Whether new messages go to the bank. */
  public enum State {
    ACTIVE,
    /** Nothing is sold any more and no approval is believed; reversals and refunds go on. */
    SUSPENDED
  }
}
