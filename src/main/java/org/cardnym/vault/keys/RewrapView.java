package org.cardnym.vault.keys;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The walk that brings all rows under the newest version of a key, as operators see it.
 *
 * @param state {@code running} or {@code ended}
 * @param version that all rows come under
 * @param rate rows a second that it may take, on all replicas together
 * @param total rows under other versions when it began
 * @param done rows that were brought there
 * @param refused how often a row was met that does not check
 * @param remaining rows that are left; while it runs, about
 * @param perSecond rows in the last second
 * @param secondsLeft at that pace; null where there is none
 */
public record RewrapView(
    String purpose,
    String state,
    int version,
    int rate,
    long total,
    long done,
    long refused,
    long remaining,
    long perSecond,
    @Nullable Long secondsLeft,
    Instant startedAt,
    String startedBy,
    @Nullable Instant endedAt,
    List<RewrapProgress.Part> parts) {
  static RewrapView of(RewrapRow row, List<RewrapProgress.Part> parts) {
    boolean running = row.state == RewrapRow.State.RUNNING;
    long done = parts.stream().mapToLong(RewrapProgress.Part::done).sum();
    long left = running ? Math.max(0, row.total - done) : row.remaining;
    long pace = running ? parts.stream().mapToLong(RewrapProgress.Part::pace).sum() : 0;
    return new RewrapView(
        row.purpose.wire(),
        running ? "running" : "ended",
        row.version,
        row.rate,
        row.total,
        done,
        parts.stream().mapToLong(RewrapProgress.Part::refused).sum(),
        left,
        pace,
        pace == 0 ? null : (left + pace - 1) / pace,
        row.startedAt,
        row.startedBy,
        row.endedAt,
        parts);
  }
}
