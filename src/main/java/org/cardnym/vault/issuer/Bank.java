package org.cardnym.vault.issuer;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An issuing bank.
 *
 * @param institutionId its name in messages, {@code [a-z0-9-]{3,32}}
 * @param trustPem the certificates that its server's certificate must chain to
 * @param reason why an operator last changed the state; null where nobody has
 * @param since when the state began; null for a bank whose last change is older than this was kept
 */
public record Bank(
    UUID id,
    String institutionId,
    String name,
    URI endpoint,
    String trustPem,
    State state,
    @Nullable String reason,
    @Nullable Instant since,
    Instant addedAt) {
  /** What an operator lets the vault do with the bank. */
  public enum State {
    ACTIVE,
    /** No new card is enrolled; those that are go on paying. */
    DRAINING,
    /** Nothing is sold any more and no approval is believed; reversals and refunds go on. */
    SUSPENDED;

    /** Whether messages of this kind go to the bank. */
    public boolean takes(Kind kind) {
      // The bank's code is asked for already: while a bank drains, what began before may end.
      return this == DRAINING ? kind != Kind.VERIFICATION : believed(kind);
    }

    /** Whether the bank's answer to a message of this kind counts. */
    boolean believed(Kind kind) {
      return this != SUSPENDED || kind.mustEnd() || kind.asks();
    }
  }
}
