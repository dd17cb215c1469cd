package org.cardnym.vault.portfolio;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A move as operators see it.
 *
 * @param state {@code waiting} for its time, {@code running}, {@code paused} while the bank that it
 *     goes to is not active, {@code ended} or {@code stopped}
 * @param total cards of the old bank when it began
 * @param left cards that it has still to look at; of one that is over, that are still the old
 *     bank's
 * @param perSecond cards in the last second
 * @param secondsLeft at that pace; null where there is none
 */
public record MoveView(
    UUID id,
    UUID fromBank,
    UUID toBank,
    @Nullable String first,
    @Nullable String last,
    Instant startsAt,
    String state,
    String reason,
    long total,
    MoveTally tally,
    long left,
    long perSecond,
    @Nullable Long secondsLeft,
    Instant begunAt,
    String begunBy,
    @Nullable Instant endedAt,
    @Nullable String endedBy) {
  static MoveView of(MoveRow row, String state, MoveProgress.Sum done, long left) {
    long pace = state.equals("running") ? done.pace() : 0;
    return new MoveView(
        row.moveId,
        row.fromBank,
        row.toBank,
        row.firstDigits,
        row.lastDigits,
        row.startsAt,
        state,
        row.reason,
        row.total,
        done.tally(),
        left,
        pace,
        pace == 0 ? null : (left + pace - 1) / pace,
        row.begunAt,
        row.begunBy,
        row.endedAt,
        row.endedBy);
  }
}
