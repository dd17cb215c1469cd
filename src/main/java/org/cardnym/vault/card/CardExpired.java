package org.cardnym.vault.card;

import java.util.UUID;

/** Told within the transaction that removes a payer's card, as its month of expiry is long over. */
public record CardExpired(UUID payerId) {}
