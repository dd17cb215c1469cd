package org.cardnym.vault.keys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One replica's pass over all rows that are not under the primary: table by table, version by
 * version. Where it stands is forgotten with the process, since rows that were done are found no
 * more.
 */
final class Walk {
  /** The rows of one table under one version. */
  record Stage(MovingRows rows, int from) {}

  final int version;
  private final List<Stage> stages;
  private int at;
  private @Nullable List<?> place;
  private long done;
  private long refused;

  Walk(int version, List<Stage> stages) {
    this.version = version;
    this.stages = List.copyOf(stages);
  }

  boolean over() {
    return at >= stages.size();
  }

  Stage stage() {
    return stages.get(at);
  }

  @Nullable List<?> place() {
    return place;
  }

  void took(RowWalk.Step step) {
    done += step.done();
    refused += step.refused();
    place = step.place();
    if (place == null) {
      at++;
    }
  }

  /** True if this pass has found no row that it could change. */
  boolean idle() {
    return done == 0;
  }

  long refused() {
    return refused;
  }
}
