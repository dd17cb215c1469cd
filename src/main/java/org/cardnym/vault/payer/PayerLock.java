package org.cardnym.vault.payer;

import java.time.Instant;

/**
 * An operator's lock on a payer.
 *
 * @param by who locked, as the trail names them
 * @param reason in the operator's words: one plain line
 */
public record PayerLock(Instant at, String by, String reason) {}
