package org.cardnym.vault.issuer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A range of routing prefixes (6 to 8 digits, both ends the same length and included) that belongs
 * to a bank.
 *
 * @param from when it begins to hold, or null since ever
 * @param until when it no longer holds, or null without end
 * @param state as of when it was read
 */
public record Route(
    UUID id,
    UUID bankId,
    String first,
    String last,
    @Nullable Instant from,
    @Nullable Instant until,
    State state) {
  /** Whether new cards go by it. */
  public enum State {
    TO_COME,
    EFFECTIVE,
    OVER
  }
}
