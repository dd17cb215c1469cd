package org.cardnym.vault.portfolio;

import java.util.UUID;
import org.cardnym.vault.issuer.PrefixRange;
import org.cardnym.vault.issuer.RouteMap;
import org.jspecify.annotations.Nullable;

/** What becomes of a card, by its number's first digits and the routes of one time. */
enum MoveVerdict {
  MOVES(new MoveTally(1, 0, 0, 0)),
  OUTSIDE(new MoveTally(0, 1, 0, 0)),
  ELSEWHERE(new MoveTally(0, 0, 1, 0));

  /** As it counts. */
  final MoveTally tally;

  MoveVerdict(MoveTally tally) {
    this.tally = tally;
  }

  /**
   * @param range null for all
   * @param prefix eight digits
   */
  static MoveVerdict of(@Nullable PrefixRange range, UUID toBank, RouteMap map, String prefix) {
    if (range != null && !range.holds(PrefixRange.beginningWith(prefix))) {
      return OUTSIDE;
    }
    return map.bank(prefix).filter(toBank::equals).isPresent() ? MOVES : ELSEWHERE;
  }
}
