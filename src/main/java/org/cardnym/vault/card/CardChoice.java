package org.cardnym.vault.card;

import java.util.UUID;

/** The card that a payment will use, its bank, and whether policy caps it. */
public record CardChoice(UUID cardId, UUID bankId, CardState state) {}
