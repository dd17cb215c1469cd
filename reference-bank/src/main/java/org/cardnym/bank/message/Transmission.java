package org.cardnym.bank.message;

import java.time.Instant;

/**
 * The members that every message has.
 *
 * @param jti names this transmission
 * @param messageId stable over repeats: the idempotency key
 * @param repeat 0 for the first transmission of this message id
 */
public record Transmission(
    String jti, Instant issuedAt, Instant expiresAt, Kind kind, String messageId, int repeat) {}
