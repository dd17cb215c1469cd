package org.cardnym.vault.issuer;

import java.time.Instant;

/**
 * What the rule looks at.
 *
 * @param uncertain a transmission that is over may have arrived without an answer that counts
 * @param transmissions how many have begun
 * @param windowEnds when an authorization's outcome is no longer waited for, by the database's
 *     clock
 */
record Standing(
    Kind kind, ExchangeState state, boolean uncertain, int transmissions, Instant windowEnds) {}
