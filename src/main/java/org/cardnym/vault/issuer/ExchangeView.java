package org.cardnym.vault.issuer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An exchange as operators see it.
 *
 * @param transmissions how often it was sent or tried
 * @param uncertain true if a transmission may have reached the bank without an answer that counts
 */
public record ExchangeView(
    Family family,
    UUID familyId,
    UUID messageId,
    Kind kind,
    UUID bankId,
    String state,
    @Nullable Outcome outcome,
    @Nullable String responseCode,
    int transmissions,
    boolean uncertain,
    Instant intendedAt,
    @Nullable Instant closedAt) {}
