package org.cardnym.vault.passkey;

import java.util.UUID;

/**
 * Told, in the transaction that stops a passkey, when its counter says that there are two of it.
 */
public record ClonedPasskey(UUID payerId, UUID passkeyId) {}
