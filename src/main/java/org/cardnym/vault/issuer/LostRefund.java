package org.cardnym.vault.issuer;

import java.time.Instant;
import java.util.UUID;

/**
 * A refund that a bank has given and the vault, restored from before it, does not know.
 *
 * @param messageId the refund's own identifier
 * @param payment as on the wire
 * @param value minor units
 * @param at when the bank decided
 */
public record LostRefund(
    UUID bankId, UUID messageId, String payment, long value, String currency, Instant at) {}
