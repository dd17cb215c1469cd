package org.cardnym.vault.restore;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.cardnym.vault.audit.Journal.Kept;

/**
 * What became of each payer, by the journal: of a lock and of a freeze the last word counts,
 * whoever has left stays away, and a card that was removed stays removed.
 */
final class Fates {
  /** One payer's. */
  static final class Fate {
    boolean left;
    boolean locked;
    boolean frozen;
    final Set<String> removedCards = new LinkedHashSet<>();

    boolean changesNothing() {
      return !left && !locked && !frozen && removedCards.isEmpty();
    }
  }

  private final Map<String, Fate> byPayer = new LinkedHashMap<>();
  private long lines;

  void add(Kept kept) {
    lines++;
    Fate fate = byPayer.computeIfAbsent(kept.payer(), any -> new Fate());
    switch (kept.action()) {
      case PAYER_LEFT -> fate.left = true;
      case PAYER_LOCKED -> fate.locked = true;
      case PAYER_UNLOCKED -> fate.locked = false;
      case PAYER_FROZEN -> fate.frozen = true;
      case PAYER_UNFROZEN -> fate.frozen = false;
      case CARD_REMOVED -> fate.removedCards.add(kept.subject());
      default -> throw new IllegalStateException("the journal keeps no " + kept.action());
    }
  }

  long lines() {
    return lines;
  }

  /** Each payer for whom something is to be made sure of. */
  void each(BiConsumer<String, Fate> look) {
    byPayer.forEach((payer, fate) -> {
      if (!fate.changesNothing()) {
        look.accept(payer, fate);
      }
    });
  }
}
