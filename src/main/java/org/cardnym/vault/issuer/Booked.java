package org.cardnym.vault.issuer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the vault's books say of one message.
 *
 * @param ofRecord true for an authorization that only the bank's books named, and that is undone
 * @param open true while it has no outcome that stands, being undone included
 * @param value minor units
 * @param payment as on the wire
 */
public record Booked(
    UUID messageId,
    Kind kind,
    boolean ofRecord,
    boolean open,
    @Nullable Outcome outcome,
    long value,
    String currency,
    String payment,
    Instant intendedAt,
    @Nullable Instant closedAt) {}
