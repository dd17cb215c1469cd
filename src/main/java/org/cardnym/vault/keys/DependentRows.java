package org.cardnym.vault.keys;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Which rows need which key; none need those of which nothing is listed here. */
@ApplicationScoped
class DependentRows {
  /** Seconds that it may take to count the rows of a table; it holds nobody up. */
  static final int PATIENCE = 1800;

  private final Map<KeyPurpose, Dependents> all = new EnumMap<>(KeyPurpose.class);

  DependentRows(EntityManager entities, @All List<Dependents> all, @All List<KeyedRows> keyed) {
    all.forEach(this::add);
    keyed.forEach(rows -> add(new KeyedDependents(entities, rows)));
  }

  private void add(Dependents rows) {
    if (all.put(rows.purpose(), rows) != null) {
      throw new IllegalStateException("two kinds of rows for the key " + rows.purpose());
    }
  }

  /** The keys that rows need. */
  Set<KeyPurpose> counted() {
    return all.keySet();
  }

  /** In a transaction of its own: what the caller's has written is not seen. */
  Map<Integer, Map<String, Long>> byVersion(KeyPurpose purpose) {
    @Nullable Dependents rows = all.get(purpose);
    return rows == null ? Map.of() : counted(rows::byVersion);
  }

  /** As above; tables without any are there with nought. */
  Map<String, Long> under(KeyPurpose purpose, int version) {
    @Nullable Dependents rows = all.get(purpose);
    return rows == null ? Map.of() : counted(() -> rows.under(version));
  }

  private static <T> T counted(Callable<T> count) {
    return QuarkusTransaction.requiringNew().timeout(PATIENCE).call(count);
  }

  List<MovingRows> moving(KeyPurpose purpose) {
    @Nullable Dependents rows = all.get(purpose);
    return rows == null ? List.of() : rows.moving();
  }

  static long sum(Map<String, Long> byTable) {
    return byTable.values().stream().mapToLong(Long::longValue).sum();
  }
}
