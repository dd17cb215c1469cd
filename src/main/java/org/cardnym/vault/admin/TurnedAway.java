package org.cardnym.vault.admin;

import java.util.HashMap;
import java.util.Map;

/** How often callers were turned away without an entry of their own in the trail. */
final class TurnedAway {
  /** Callers counted one by one; of any further ones only how many times, together. */
  static final int MOST_ACTORS = 1_000;

  static final String OTHERS = "others";

  private final Map<String, Long> counts = new HashMap<>();

  synchronized void add(String actor) {
    boolean known = counts.containsKey(actor) || counts.size() < MOST_ACTORS;
    counts.merge(known ? actor : OTHERS, 1L, Long::sum);
  }

  /** Takes one caller's count, 0 if there is none. */
  synchronized long take(String actor) {
    Long count = counts.remove(actor);
    return count == null ? 0 : count;
  }

  /** Takes all counts. */
  synchronized Map<String, Long> takeAll() {
    var all = Map.copyOf(counts);
    counts.clear();
    return all;
  }
}
