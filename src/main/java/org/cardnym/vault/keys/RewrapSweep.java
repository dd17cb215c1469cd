package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Drives the walk on this replica: each second its share of the rate, in short transactions. All
 * replicas walk at once; one that dies leaves its rows to the others' next pass.
 */
@ApplicationScoped
class RewrapSweep {
  private static final Logger LOG = Logger.getLogger(RewrapSweep.class);
  private static final int BATCH = 50;

  /** What a tick may take; the next one goes on. */
  private static final Duration SPAN = Duration.ofMillis(800);

  /** After a row of the walk itself did not check, so that its alarm does not flood the trail. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Keys keys;
  private final KeyVersions versions;
  private final RowCounts counts;
  private final Rewraps rewraps;
  private final Rewrapper rewrapper;
  private final RewrapProgress progress;
  private final Heartbeats heartbeats;
  private final Clock clock;
  private Instant notBefore = Instant.EPOCH;
  private @Nullable Walk walk;

  RewrapSweep(
      Keys keys,
      KeyVersions versions,
      RowCounts counts,
      Rewraps rewraps,
      Rewrapper rewrapper,
      RewrapProgress progress,
      Heartbeats heartbeats,
      Clock clock) {
    this.keys = keys;
    this.versions = versions;
    this.counts = counts;
    this.rewraps = rewraps;
    this.rewrapper = rewrapper;
    this.progress = progress;
    this.heartbeats = heartbeats;
    this.clock = clock;
  }

  @Scheduled(
      every = "${cardnym.keys.rewrap.sweep:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    if (keys.open() && !clock.instant().isBefore(notBefore)) {
      tick();
    }
  }

  /** One second's share. */
  synchronized void tick() {
    try {
      Rewraps.Run run = rewraps.running().orElse(null);
      if (run == null) {
        walk = null;
        return;
      }
      keys.requireFresh();
      go(run);
    } catch (RuntimeException failed) {
      ErrorCode code = failed instanceof Refusal refusal ? refusal.code() : ErrorCode.INTERNAL;
      LOG.warnf("rewrap_left code=%s error=%s", code.wire(), failed.getClass().getSimpleName());
      if (code == ErrorCode.ROW_REFUSED) {
        notBefore = clock.instant().plus(PAUSE);
      }
    }
  }

  private void go(Rewraps.Run run) {
    int primary = keys.of(KeyPurpose.KEK).primary();
    if (run.version() > primary) {
      // This replica has not read the newest keyset yet; it will within seconds.
      return;
    }
    if (run.version() < primary) {
      rewraps.aim(primary);
    }
    int replicas = Math.max(1, heartbeats.live().size());
    int share = (run.rate() + replicas - 1) / replicas;
    long end = System.nanoTime() + SPAN.toNanos();
    int done = 0;
    String table = "";
    Walk on = current(primary);
    while (!on.over() && done < share && System.nanoTime() < end) {
      Walk.Stage stage = on.stage();
      table = stage.rows().table();
      Rewrapper.Step step =
          rewrapper.next(stage.rows(), stage.from(), on.place(), Math.min(BATCH, share - done));
      done += step.done();
      on.took(step);
    }
    progress.pace(table, done);
    if (on.over()) {
      walk = null;
      endIfIdle(on);
    }
  }

  /**
   * A pass that found nothing to do ends the walk, unless others are at rows that it passed over.
   */
  private void endIfIdle(Walk pass) {
    if (!pass.idle()) {
      return;
    }
    long left = rewraps.left(pass.version);
    long strays = strays();
    if (left <= pass.refused() + strays) {
      rewraps.end(pass.version, left);
      if (left > 0) {
        LOG.errorf("rewrap_ended_with_rows_left count=%d", left);
      }
    }
  }

  private Walk current(int primary) {
    Walk on = walk;
    if (on == null || on.version != primary) {
      on = new Walk(primary, stages(primary));
      walk = on;
    }
    return on;
  }

  private List<Walk.Stage> stages(int primary) {
    var stages = new ArrayList<Walk.Stage>();
    for (int version : live()) {
      if (version != primary) {
        counts.tables().forEach(rows -> stages.add(new Walk.Stage(rows, version)));
      }
    }
    return stages;
  }

  /** Rows under versions that there are not: written past the vault, and nothing opens them. */
  private long strays() {
    List<Integer> live = live();
    return counts.byVersion().entrySet().stream()
        .filter(each -> !live.contains(each.getKey()))
        .mapToLong(each -> RowCounts.sum(each.getValue()))
        .sum();
  }

  private List<Integer> live() {
    return QuarkusTransaction.requiringNew().call(() -> versions.rows(KeyPurpose.KEK)).stream()
        .filter(row -> row.state == KeyState.PRIMARY || row.state == KeyState.CLOSED)
        .map(row -> row.version)
        .toList();
  }
}
