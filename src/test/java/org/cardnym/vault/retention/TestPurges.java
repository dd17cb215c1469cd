package org.cardnym.vault.retention;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cardnym.vault.Tables;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.keys.Keys;

/**
 * Runs purges for tests: those of the rooms, one kind at a time, or others; as one replica does.
 */
@ApplicationScoped
public class TestPurges {
  private final List<Purge> all;
  private final Rules rules;
  private final Passes passes;
  private final Keys keys;
  private final Audit audit;
  private final RetentionMeters meters;
  private final Clock clock;
  private final Tables tables;

  TestPurges(
      @All List<Purge> all,
      Rules rules,
      Passes passes,
      Keys keys,
      Audit audit,
      RetentionMeters meters,
      Clock clock,
      Tables tables) {
    this.all = all;
    this.rules = rules;
    this.passes = passes;
    this.keys = keys;
    this.audit = audit;
    this.meters = meters;
    this.clock = clock;
    this.tables = tables;
  }

  /** A whole pass of a kind, whenever it was due; how many rows it removed. */
  public long run(String kind) {
    Purge purge = purge(kind);
    long before = removed(kind);
    due(kind);
    replica(purge).sweep();
    return removed(kind) - before;
  }

  /** A pass in batches of so many; how many rows they removed. */
  public long batches(String kind, int most) {
    Purge purge = purge(kind);
    Instant before = clock.instant().minus(purge.terms().keep());
    Batch batch = purge.purge(before, null, most);
    long gone = batch.gone();
    while (batch.place() != null) {
      batch = purge.purge(before, batch.place(), most);
      gone += batch.gone();
    }
    return gone;
  }

  /** Rows that the last pass of a kind left. */
  public long left(String kind) {
    Passes.State state = passes.states().get(kind);
    return state == null ? -1 : state.left();
  }

  /** A replica that knows these purges. */
  Purges replica(Purge... purges) {
    return new Purges(List.of(purges), rules, passes, keys, audit, meters, clock);
  }

  /** What operators see of this purge. */
  RetentionView seen(Purge purge) {
    return new Retention(List.of(purge), rules, passes).list().getFirst();
  }

  Purge purge(String kind) {
    return all.stream().filter(p -> p.terms().kind().equals(kind)).findFirst().orElseThrow();
  }

  /** Its time has come. */
  void due(String kind) {
    tables.write(
        "update retention_pass set due = clock_timestamp() - interval '1 second' where kind = ?1",
        kind);
  }

  private long removed(String kind) {
    return meters.removed(kind);
  }
}
