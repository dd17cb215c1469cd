package org.cardnym.vault.proof;

import java.util.UUID;

/**
 * Proofs that held, not yet used: {@link Proofs#tie} uses them, once.
 *
 * @param otpStep the time step of the accepted code
 * @param newBrowser true if this browser has not paid for this name before
 */
public record Proven(UUID payerId, long otpStep, boolean newBrowser, Evidence evidence) {}
