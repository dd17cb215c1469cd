package org.cardnym.vault.standing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recovery.
 *
 * @param lostFrom from then until it began the vault's books may lack what others know
 * @param lastBatch the last batch of the trail that the restored database held
 * @param journal how many lines of the journal were read that went furthest, null until one that
 *     goes far enough was read to its end
 * @param carried how many changes were made again because of journals
 * @param refused how many lines of that one the vault has not written so
 * @param kept the batch of the newest head that a replica had kept, 0 where none had
 * @param reached the batch up to which the journal goes that goes furthest, 0 before any
 * @param heads the names of the kept heads that were acted upon
 */
public record Recovery(
    UUID id,
    Cause cause,
    String begunBy,
    String reason,
    Instant lostFrom,
    long lastBatch,
    Instant begunAt,
    @Nullable Long journal,
    long carried,
    long refused,
    long kept,
    long reached,
    List<String> heads,
    @Nullable Instant endedAt) {
  /** A replica's journal follows its heads within seconds; there is at most a batch a second. */
  private static final long LATE = 10;

  public Recovery {
    heads = List.copyOf(heads);
  }

  /** True if both are one recovery, and it did not begin once more in between. */
  public boolean begunAlike(Recovery other) {
    return id.equals(other.id) && begunAt.equals(other.begunAt);
  }

  /**
   * True for a journal that tells what the restored database lacks: it goes as far as the newest
   * kept head, or, where no head that new was kept, beyond the database's last batch.
   *
   * @param reach the batch up to which nothing is missing in it, 0 where nothing says so
   */
  public boolean reachedBy(long reach) {
    boolean headsTell = kept > 0 && kept + LATE >= lastBatch;
    return reach > 0 && (headsTell ? reach + LATE >= Math.max(kept, lastBatch) : reach > lastBatch);
  }

  /** True for what was made in the time that the vault may know nothing of. */
  boolean lost(Instant madeAt) {
    return !madeAt.isBefore(lostFrom) && !madeAt.isAfter(begunAt);
  }
}
