package org.cardnym.vault.card;

import java.util.UUID;

/** Names a card, with the payer whose it is. */
public record CardRef(UUID payerId, UUID cardId) {}
