package org.cardnym.vault.card;

import org.cardnym.vault.card.HoldAsk.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Whether a hold stands, and what made it so.
 *
 * @param beyond the first cap that it passes because the proof is signed, by what it counts; null
 *     where it passes none
 */
public record HoldVerdict(HoldAnswer answer, @Nullable Counts beyond) {
  static HoldVerdict of(HoldAnswer answer) {
    return new HoldVerdict(answer, null);
  }
}
