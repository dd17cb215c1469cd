package org.cardnym.vault.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a room removes once its time is over. A pass is several batches, maybe on several
 * replicas; a batch may be repeated, and two may run at once.
 */
public interface Purge {
  /** What it removes, and within which bounds. */
  Terms terms();

  /**
   * Removes some of what was over before an instant, in transactions of its own; never called
   * within one.
   *
   * @param before now, less the period
   * @param place where the batch before this one ended, or null for the first
   * @param most rows to remove, or to look at, about
   */
  Batch purge(Instant before, @Nullable String place, int most);
}
