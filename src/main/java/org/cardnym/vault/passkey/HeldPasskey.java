package org.cardnym.vault.passkey;

import java.util.UUID;

/** A signature that held, not yet used: {@link PasskeyProofs#mark} uses it. */
public record HeldPasskey(UUID payerId, UUID passkeyId, long signCount, boolean backedUp) {}
