package org.cardnym.vault.keys;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which rows need which key; none need those of which nothing is listed here. */
@ApplicationScoped
class DependentRows {
  private final Map<KeyPurpose, List<Dependents>> all = new EnumMap<>(KeyPurpose.class);

  DependentRows(EntityManager entities, @All List<Dependents> all, @All List<KeyedRows> keyed) {
    all.forEach(this::add);
    keyed.forEach(rows -> add(new KeyedDependents(entities, rows)));
  }

  private void add(Dependents rows) {
    all.computeIfAbsent(rows.purpose(), purpose -> new ArrayList<>()).add(rows);
  }

  /** The keys that rows need. */
  Set<KeyPurpose> counted() {
    return all.keySet();
  }

  Map<Integer, Map<String, Long>> byVersion(KeyPurpose purpose) {
    var counts = new TreeMap<Integer, Map<String, Long>>();
    for (Dependents rows : of(purpose)) {
      rows.byVersion()
          .forEach((version, tables) ->
              add(counts.computeIfAbsent(version, each -> new TreeMap<>()), tables));
    }
    return counts;
  }

  Map<String, Long> under(KeyPurpose purpose, int version) {
    var counts = new TreeMap<String, Long>();
    of(purpose).forEach(rows -> add(counts, rows.under(version)));
    return counts;
  }

  List<MovingRows> moving(KeyPurpose purpose) {
    return of(purpose).stream().flatMap(rows -> rows.moving().stream()).toList();
  }

  private List<Dependents> of(KeyPurpose purpose) {
    return all.getOrDefault(purpose, List.of());
  }

  private static void add(Map<String, Long> counts, Map<String, Long> more) {
    more.forEach((table, rows) -> counts.merge(table, rows, Long::sum));
  }

  static long sum(Map<String, Long> byTable) {
    return byTable.values().stream().mapToLong(Long::longValue).sum();
  }
}
