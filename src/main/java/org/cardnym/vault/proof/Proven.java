package org.cardnym.vault.proof;

import java.util.UUID;

/**
 * Proofs that held, not yet used: {@link Proofs#tie} uses them, once.
 *
 * @param use uses them once
 * @param newBrowser true if this browser has not paid for this name before
 */
public record Proven(UUID payerId, Way.Use use, boolean newBrowser, Evidence evidence) {}
