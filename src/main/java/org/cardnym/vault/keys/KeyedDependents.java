package org.cardnym.vault.keys;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows under one key, as the room with their table offers them. */
final class KeyedDependents implements Dependents {
  private final EntityManager entities;
  private final KeyedRows rows;

  KeyedDependents(EntityManager entities, KeyedRows rows) {
    this.entities = entities;
    this.rows = rows;
  }

  @Override
  public KeyPurpose purpose() {
    return rows.purpose();
  }

  @Override
  public Map<Integer, Map<String, Long>> byVersion() {
    List<Object[]> found =
        entities
            .createNativeQuery(
                "select %1$s, count(*) from %2$s where %1$s is not null group by %1$s"
                    .formatted(rows.versionColumn(), rows.table()),
                Object[].class)
            .getResultList();
    var counts = new TreeMap<Integer, Map<String, Long>>();
    found.forEach(row ->
        counts.put(
            ((Number) row[0]).intValue(), Map.of(rows.table(), ((Number) row[1]).longValue())));
    return counts;
  }

  @Override
  public Map<String, Long> under(int version) {
    return byVersion().getOrDefault(version, Map.of(rows.table(), 0L));
  }

  @Override
  public List<MovingRows> moving() {
    return rows.renewable() ? List.of(new Moving(rows)) : List.of();
  }

  private record Moving(KeyedRows rows) implements MovingRows {
    @Override
    public KeyPurpose purpose() {
      return rows.purpose();
    }

    @Override
    public String table() {
      return rows.table();
    }

    @Override
    public String column() {
      return rows.versionColumn();
    }

    @Override
    public List<String> key() {
      return rows.key();
    }

    @Override
    public void move(List<?> id, boolean alone) {
      rows.renew(id);
    }

    @Override
    public void moved(int count) {
      rows.renewed(count);
    }
  }
}
