package org.cardnym.vault.keys;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many rows depend on each version of the KEK, by table. */
@ApplicationScoped
class RowCounts {
  private final EntityManager entities;
  private final List<WrappedRows> tables;

  RowCounts(EntityManager entities, @All List<WrappedRows> tables) {
    this.entities = entities;
    this.tables = tables.stream().sorted(Comparator.comparing(WrappedRows::table)).toList();
  }

  List<WrappedRows> tables() {
    return tables;
  }

  /** Rows under one version, by table; tables without any are there with nought. */
  @Transactional
  public Map<String, Long> under(int version) {
    var counts = new TreeMap<String, Long>();
    for (WrappedRows rows : tables) {
      Object count =
          entities
              .createNativeQuery(
                  "select count(*) from " + rows.table() + " where kek_version = :version")
              .setParameter("version", version)
              .getSingleResult();
      counts.put(rows.table(), ((Number) count).longValue());
    }
    return counts;
  }

  /** Rows by version, all tables together; looks through the index of each. */
  @Transactional
  public Map<Integer, Map<String, Long>> byVersion() {
    var counts = new TreeMap<Integer, Map<String, Long>>();
    for (WrappedRows rows : tables) {
      List<Object[]> found =
          entities
              .createNativeQuery(
                  "select kek_version, count(*) from " + rows.table() + " group by kek_version",
                  Object[].class)
              .getResultList();
      found.forEach(r ->
          counts
              .computeIfAbsent(((Number) r[0]).intValue(), v -> new TreeMap<>())
              .put(rows.table(), ((Number) r[1]).longValue()));
    }
    return counts;
  }
}
