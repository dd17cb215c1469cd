package org.cardnym.vault.standing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recovery.
 *
 * @param lostFrom from then until it began the vault's books may lack what others know
 * @param lastBatch the last batch of the trail that the restored database held
 * @param journal how many lines of the journal were read, null until one was read to its end
 * @param carried how many changes were made again because of them
 * @param refused how many lines the vault has not written so
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
    @Nullable Instant endedAt) {
  /** True if both are one recovery, and it did not begin once more in between. */
  public boolean begunAlike(Recovery other) {
    return id.equals(other.id) && begunAt.equals(other.begunAt);
  }

  /** True for what was made in the time that the vault may know nothing of. */
  boolean lost(Instant madeAt) {
    return !madeAt.isBefore(lostFrom) && !madeAt.isAfter(begunAt);
  }
}
