package org.cardnym.admin.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found, in the trail's order: the first ones, and how many there are. */
final class Findings {
  private static final int MOST_KEPT = 100;

  private final List<Finding> kept = new ArrayList<>();
  private long count;

  void add(Finding finding) {
    count++;
    if (kept.size() < MOST_KEPT) {
      kept.add(finding);
    }
  }

  long count() {
    return count;
  }

  List<Finding> kept() {
    return List.copyOf(kept);
  }

  @Nullable Finding first() {
    return kept.isEmpty() ? null : kept.getFirst();
  }
}
