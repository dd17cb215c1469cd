package org.cardnym.vault.merchant;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an event has come on its way to its merchant.
 *
 * @param dueAt when it is tried next, while it waits
 * @param result what the last try came to, in one word
 */
public record Delivery(
    UUID eventId,
    UUID merchantId,
    State state,
    int tries,
    Instant queuedAt,
    @Nullable Instant dueAt,
    @Nullable Instant triedAt,
    @Nullable String result,
    @Nullable Instant endedAt) {
  /** Where it stands. */
  public enum State {
    WAITING,
    DELIVERED,
    /** All tries failed; it is kept, and can be replayed. */
    DEAD;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
