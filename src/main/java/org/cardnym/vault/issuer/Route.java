package org.cardnym.vault.issuer;

import java.util.UUID;

/**
 * A range of routing prefixes (6 to 8 digits, both ends the same length and included) that belongs
 * to a bank.
 */
public record Route(UUID id, UUID bankId, String first, String last) {}
