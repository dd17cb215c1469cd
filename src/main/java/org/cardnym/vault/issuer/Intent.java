package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * What is to be asked of a bank.
 *
 * @param family what {@code familyId} names: the payment, or the payer
 * @param content the members of docs/issuer-protocol.md §4 for this kind, without {@code card} and
 *     {@code code} and without those that every payload has; at most 8 KiB
 */
public record Intent(
    Kind kind,
    Family family,
    UUID familyId,
    UUID payerId,
    UUID cardId,
    UUID bankId,
    ObjectNode content) {}
