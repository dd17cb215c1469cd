package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

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
  private final DependentRows rows;
  private final Rewraps rewraps;
  private final RowWalk walk;
  private final RewrapProgress progress;
  private final Heartbeats heartbeats;
  private final Clock clock;
  private Instant notBefore = Instant.EPOCH;
  private final Map<KeyPurpose, Walk> walks = new EnumMap<>(KeyPurpose.class);

  RewrapSweep(
      Keys keys,
      KeyVersions versions,
      DependentRows rows,
      Rewraps rewraps,
      RowWalk walk,
      RewrapProgress progress,
      Heartbeats heartbeats,
      Clock clock) {
    this.keys = keys;
    this.versions = versions;
    this.rows = rows;
    this.rewraps = rewraps;
    this.walk = walk;
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
      List<Rewraps.Run> runs = rewraps.running();
      walks.keySet().retainAll(runs.stream().map(Rewraps.Run::purpose).toList());
      for (Rewraps.Run run : runs) {
        keys.requireFresh();
        go(run);
      }
    } catch (RuntimeException failed) {
      ErrorCode code = failed instanceof Refusal refusal ? refusal.code() : ErrorCode.INTERNAL;
      LOG.warnf("rewrap_left code=%s error=%s", code.wire(), failed.getClass().getSimpleName());
      if (code == ErrorCode.ROW_REFUSED) {
        notBefore = clock.instant().plus(PAUSE);
      }
    }
  }

  private void go(Rewraps.Run run) {
    int primary = keys.of(run.purpose()).primary();
    if (run.version() > primary) {
      // This replica has not read the newest keyset yet; it will within seconds.
      return;
    }
    if (run.version() < primary) {
      rewraps.aim(run.purpose(), primary);
    }
    int replicas = Math.max(1, heartbeats.live().size());
    int share = (run.rate() + replicas - 1) / replicas;
    long end = System.nanoTime() + SPAN.toNanos();
    int done = 0;
    String table = "";
    Walk on = current(run.purpose(), primary);
    while (!on.over() && done < share && System.nanoTime() < end) {
      Walk.Stage stage = on.stage();
      table = stage.rows().table();
      RowWalk.Step step =
          walk.next(stage.rows(), stage.from(), on.place(), Math.min(BATCH, share - done));
      done += step.done();
      on.took(step);
    }
    progress.pace(run.purpose(), table, done);
    if (on.over()) {
      walks.remove(run.purpose());
      if (stay(run.purpose()).isEmpty()) {
        endIfIdle(run.purpose(), on);
      }
    }
  }

  /**
   * A pass that found nothing to do ends the walk, unless others are at rows that it passed over.
   */
  private void endIfIdle(KeyPurpose purpose, Walk pass) {
    if (!pass.idle()) {
      return;
    }
    long left = rewraps.left(purpose, pass.version);
    long strays = strays(purpose);
    if (left <= pass.refused() + strays) {
      rewraps.end(purpose, pass.version, left);
      if (left > 0) {
        LOG.errorf("rewrap_ended_with_rows_left count=%d", left);
      }
    }
  }

  private Walk current(KeyPurpose purpose, int primary) {
    Walk on = walks.get(purpose);
    if (on == null || on.version != primary) {
      on = new Walk(primary, stages(purpose, primary));
      walks.put(purpose, on);
    }
    return on;
  }

  private List<Walk.Stage> stages(KeyPurpose purpose, int primary) {
    var stages = new ArrayList<Walk.Stage>();
    List<Integer> staying = stay(purpose);
    for (int version : live(purpose)) {
      if (version != primary && !staying.contains(version)) {
        rows.moving(purpose).forEach(table -> stages.add(new Walk.Stage(table, version)));
      }
    }
    return stages;
  }

  /** Rows under versions that there are not: written past the vault, and nothing opens them. */
  private long strays(KeyPurpose purpose) {
    List<Integer> live = live(purpose);
    return QuarkusTransaction.requiringNew().call(() -> rows.byVersion(purpose)).entrySet().stream()
        .filter(each -> !live.contains(each.getKey()))
        .mapToLong(each -> DependentRows.sum(each.getValue()))
        .sum();
  }

  private List<Integer> live(KeyPurpose purpose) {
    return versions(purpose, row -> row.state == KeyState.PRIMARY || row.state == KeyState.CLOSED);
  }

  /** Versions that were closed while the walk ran, under which rows have to stay for now. */
  private List<Integer> stay(KeyPurpose purpose) {
    Instant now = clock.instant();
    return versions(purpose, row -> row.state == KeyState.CLOSED && !row.lets(now));
  }

  private List<Integer> versions(KeyPurpose purpose, Predicate<KeyVersionRow> which) {
    return QuarkusTransaction.requiringNew().call(() -> versions.rows(purpose)).stream()
        .filter(which)
        .map(row -> row.version)
        .toList();
  }
}
