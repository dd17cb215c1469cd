package org.cardnym.vault.limit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Removes counters that have ended, so that names nobody holds are counted for a day at most and
 * tables stay small. Kept for some minutes more, since they end by the database's clock.
 */
@ApplicationScoped
class CounterPurge implements Purge {
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final Terms TERMS =
      new Terms("limit_counters", PAUSE, PAUSE, Duration.ofDays(1), PAUSE);

  private final Counters counters;

  CounterPurge(Counters counters) {
    this.counters = counters;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    return Batch.swept(counters.purge(before, most), most);
  }
}
