package org.cardnym.vault.biometric;

import java.time.Instant;
import java.util.UUID;

/**
 * A link as its payer sees it.
 *
 * @param displayName the service's, or its short name where it is configured no more
 */
public record LinkedProvider(UUID id, String provider, String displayName, Instant linkedAt) {}
