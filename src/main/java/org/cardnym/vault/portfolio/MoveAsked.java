package org.cardnym.vault.portfolio;

import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.issuer.PrefixRange;
import org.jspecify.annotations.Nullable;

/**
 * Which cards are to go where.
 *
 * @param range by their numbers' first digits; null for all that routes lead to the other bank
 * @param from not before this time; null for at once
 */
public record MoveAsked(
    UUID fromBank,
    UUID toBank,
    @Nullable PrefixRange range,
    @Nullable Instant from,
    String reason) {}
