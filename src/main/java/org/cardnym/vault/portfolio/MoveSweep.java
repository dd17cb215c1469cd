package org.cardnym.vault.portfolio;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.AuditLag;
import org.cardnym.vault.card.CardRef;
import org.cardnym.vault.keys.Heartbeats;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.PutOffRows;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Drives moves on this replica: each second its share of the rate. All replicas walk at once; where
 * one stands is forgotten with it, since cards that were looked at are found no more.
 */
@ApplicationScoped
class MoveSweep {
  private static final Logger LOG = Logger.getLogger(MoveSweep.class);

  /** A payment waits for so many cards at most. */
  private static final int BATCH = 20;

  /** What a tick may take; the next one goes on. */
  private static final Duration SPAN = Duration.ofMillis(800);

  /** One pass over a bank's cards. */
  private static final class Pass {
    private @Nullable CardRef place;
    private long taken;
  }

  private final Keys keys;
  private final AuditLag lag;
  private final Heartbeats heartbeats;
  private final Moves moves;
  private final MoveStep step;
  private final MoveProgress progress;
  private final MoveSettings settings;
  private final MoveMeters meters;
  private final Clock clock;
  private final PutOffRows putOff = new PutOffRows();
  private final Map<UUID, Pass> passes = new HashMap<>();

  MoveSweep(
      Keys keys,
      AuditLag lag,
      Heartbeats heartbeats,
      Moves moves,
      MoveStep step,
      MoveProgress progress,
      MoveSettings settings,
      MoveMeters meters,
      Clock clock) {
    this.keys = keys;
    this.lag = lag;
    this.heartbeats = heartbeats;
    this.moves = moves;
    this.step = step;
    this.progress = progress;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  @Scheduled(
      every = "${cardnym.moves.sweep:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (keys.open()) {
      tick();
    }
  }

  /** One second's share of each move. */
  synchronized void tick() {
    List<UUID> due = moves.due();
    passes.keySet().retainAll(due);
    for (UUID move : due) {
      if (!putOff.has(move, clock.instant())) {
        guarded(move, share(due.size()));
      }
    }
  }

  private int share(int moves) {
    int parts = Math.max(1, heartbeats.live().size()) * moves;
    return (settings.rate() + parts - 1) / parts;
  }

  private void guarded(UUID move, int share) {
    try {
      keys.requireFresh();
      lag.requireCurrent();
      go(move, share);
    } catch (RuntimeException failed) {
      ErrorCode code = failed instanceof Refusal refusal ? refusal.code() : ErrorCode.INTERNAL;
      LOG.warnf("move_left code=%s error=%s", code.wire(), failed.getClass().getSimpleName());
      if (code == ErrorCode.ROW_REFUSED) {
        putOff.putOff(move, clock.instant());
      }
    }
  }

  private void go(UUID move, int share) {
    Pass pass = passes.computeIfAbsent(move, begun -> new Pass());
    long end = System.nanoTime() + SPAN.toNanos();
    long done = 0;
    while (done < share && System.nanoTime() < end) {
      MoveStep.Step taken =
          step.next(move, pass.place, Math.toIntExact(Math.min(BATCH, share - done)));
      meters.took(taken.tally());
      done += taken.tally().all();
      pass.taken += taken.tally().all();
      pass.place = taken.place();
      if (pass.place == null) {
        boolean idle = pass.taken == 0;
        pass.taken = 0;
        if (idle) {
          endIfDone(move);
        }
        break;
      }
    }
    progress.pace(move, done);
  }

  /**
   * A pass that found nothing ends the move, unless there are cards that wait for something, or
   * some may still be on their way to the old bank by the routes of before.
   */
  private void endIfDone(UUID move) {
    Instant over = clock.instant().minus(settings.linger());
    if (moves.since(move).filter(since -> !since.isAfter(over)).isPresent()) {
      moves.end(move);
    }
  }
}
