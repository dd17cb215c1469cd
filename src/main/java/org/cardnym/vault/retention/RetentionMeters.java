package org.cardnym.vault.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was removed here, and, from the database, when each kind's last whole pass ended. */
@ApplicationScoped
class RetentionMeters {
  private final List<Purge> purges;
  private final Passes passes;
  private final MeterRegistry meters;
  private volatile @Nullable Map<String, Passes.State> states;

  RetentionMeters(@All List<Purge> purges, Passes passes, MeterRegistry meters) {
    this.purges = purges;
    this.passes = passes;
    this.meters = meters;
    purges.forEach(this::register);
    Gauge.builder("cardnym_retention_overdue", this, RetentionMeters::overdue).register(meters);
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    states = null;
    states = passes.states();
  }

  void purged(String kind, long rows) {
    meters.counter("cardnym_retention_purged", "kind", kind).increment(rows);
  }

  /** Rows of a kind that this replica has removed. */
  long removed(String kind) {
    return (long) meters.counter("cardnym_retention_purged", "kind", kind).count();
  }

  void failed(String kind) {
    meters.counter("cardnym_retention_failures", "kind", kind).increment();
  }

  private void register(Purge purge) {
    String kind = purge.terms().kind();
    purged(kind, 0);
    meters.counter("cardnym_retention_failures", "kind", kind);
    Gauge.builder("cardnym_retention_age_seconds", this, m -> m.age(kind))
        .tag("kind", kind)
        .register(meters);
    Gauge.builder("cardnym_retention_left", this, m -> m.left(kind))
        .tag("kind", kind)
        .register(meters);
  }

  private double age(String kind) {
    Passes.State state = state(kind);
    return state == null ? Double.NaN : state.age().toSeconds();
  }

  private double left(String kind) {
    Passes.State state = state(kind);
    return state == null ? Double.NaN : state.left();
  }

  private Passes.@Nullable State state(String kind) {
    Map<String, Passes.State> seen = states;
    return seen == null ? null : seen.get(kind);
  }

  /** A kind that was never claimed has never been purged. */
  private double overdue() {
    Map<String, Passes.State> seen = states;
    return seen == null
        ? Double.NaN
        : purges.stream().map(Purge::terms).filter(t -> overdue(t, seen.get(t.kind()))).count();
  }

  private static boolean overdue(Terms terms, Passes.@Nullable State state) {
    return terms.overdue(state == null ? null : state.age());
  }
}
