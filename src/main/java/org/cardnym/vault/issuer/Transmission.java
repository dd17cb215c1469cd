package org.cardnym.vault.issuer;

import java.time.Duration;
import java.util.UUID;

/**
 * One transmission that has begun: committed, and not yet sent.
 *
 * @param content the message's own members, as JSON, without the card
 * @param repeat 0 for the first
 * @param uncertain an earlier one may have arrived
 * @param patience how long its answer is waited for
 */
record Transmission(
    UUID familyId,
    UUID messageId,
    Kind kind,
    UUID payerId,
    UUID cardId,
    UUID bankId,
    String content,
    int repeat,
    boolean uncertain,
    Duration patience) {

  ExchangeRow.Key exchange() {
    return new ExchangeRow.Key(familyId, messageId);
  }

  /** Nothing of the message can have arrived, and it may stay unsent. */
  boolean first() {
    return !uncertain && !kind.givesBack();
  }
}
