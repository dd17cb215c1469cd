package org.cardnym.vault.issuer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the rule looks at.
 *
 * @param uncertain a transmission that is over may have arrived without an answer that counts
 * @param transmissions how many have begun
 * @param lostAfter when the transmission under way counts as lost with its replica; null where none
 *     ever began
 * @param windowEnds when an authorization's outcome is no longer waited for, by the database's
 *     clock
 */
record Standing(
    Kind kind,
    ExchangeState state,
    boolean uncertain,
    int transmissions,
    @Nullable Instant lostAfter,
    Instant windowEnds) {
  /** True while whoever began a transmission is still expected to say how it ended. */
  boolean underWay(Instant now) {
    return state == ExchangeState.SENDING && lostAfter != null && now.isBefore(lostAfter);
  }
}
