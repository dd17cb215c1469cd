package org.cardnym.vault.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some records of the trail in their order.
 *
 * @param next the cursor of what comes after them, or null at the end
 */
public record TrailPage(List<TrailRecord> items, @Nullable String next) {
  /** Characters; whoever reads need not hold more at once. */
  private static final int LONGEST = 2_000_000;

  /** A page that is being filled. */
  static final class Filling {
    private final List<TrailRecord> items = new ArrayList<>();
    private final int most;
    private int length;
    private boolean more;

    Filling(int most) {
      this.most = most;
    }

    /** False if it is full: then the record comes with the next. */
    boolean add(TrailRecord each) {
      if (items.size() == most || length > LONGEST) {
        more = true;
        return false;
      }
      length += each.length();
      items.add(each);
      return true;
    }

    /**
     * As it was filled.
     *
     * @param next the cursor of what comes after its last record
     */
    TrailPage done(String next) {
      return new TrailPage(items, more ? next : null);
    }
  }
}
