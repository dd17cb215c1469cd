package org.cardnym.vault.merchant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the events are that merchants are told of. Implemented by the room that writes them, so
 * that what is sent is its guarded row, not a copy in the queue.
 */
public interface WebhookEvents {
  /**
   * What is sent.
   *
   * @param payment what it is about
   * @param body byte for byte
   */
  record Told(UUID payment, String body) {}

  /** One of this merchant's own events. */
  Optional<Told> told(UUID merchantId, UUID eventId);

  /** The merchant whose event this is. */
  Optional<UUID> merchantOf(UUID eventId);

  /**
   * This merchant's events, oldest first.
   *
   * @param after the last one of the page before, or null
   */
  List<UUID> since(UUID merchantId, Instant since, @Nullable UUID after, int limit);
}
