package org.cardnym.vault.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a purge is called, how long its rows are kept, and how often it runs.
 *
 * @param kind lower case with underscores; operators, trail and metrics know it by this
 * @param keep unless an operator has set another period
 * @param least the shortest period that can be set
 * @param most the longest
 * @param every from the end of one pass to the next
 */
public record Terms(String kind, Duration keep, Duration least, Duration most, Duration every) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  public Terms {
    if (keep.compareTo(least) < 0 || keep.compareTo(most) > 0) {
      throw new IllegalArgumentException(kind + " is kept beyond its own bounds");
    }
  }

  /** True if this period can be set. */
  boolean allow(Duration period) {
    return period.compareTo(least) >= 0 && period.compareTo(most) <= 0;
  }

  /**
   * True if no whole pass ended for three times as long as between two, an hour at least.
   *
   * @param age since the last, or null if the kind was never seen; one that is yet to come is no
   *     pass of the vault's
   */
  boolean overdue(@Nullable Duration age) {
    Duration three = every.multipliedBy(3);
    return age == null
        || age.isNegative()
        || age.compareTo(three.compareTo(HOUR) < 0 ? HOUR : three) > 0;
  }

  /**
   * True if each pass stands in the trail (PCI DSS 3.2.1), also one that found nothing; those that
   * run all day long would only fill it.
   */
  boolean told() {
    return every.compareTo(DAY) >= 0;
  }
}
