package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.cardnym.vault.audit.AuditKeyUse;

/**
 * Every row that carries a MAC, and the entries of the trail that do: their MACs are made anew
 * under the newest version. One whose MAC fails is left as it is, for who forged it would else have
 * it sealed.
 */
@ApplicationScoped
class GuardedRows implements Dependents {
  private static final String ENTRIES = "audit_entry";

  private final EntityManager entities;
  private final AuditKeyUse trail;
  private final List<GuardedTable> tables;

  GuardedRows(EntityManager entities, AuditKeyUse trail) {
    this.entities = entities;
    this.trail = trail;
    this.tables = GuardedTable.all(entities.getMetamodel());
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.ROW_INTEGRITY;
  }

  List<GuardedTable> tables() {
    return tables;
  }

  /**
   * Reads every such table once, each in a transaction of its own: a large one takes minutes, and
   * no row comes under a version again that was closed before.
   */
  @Override
  public Map<Integer, Map<String, Long>> byVersion() {
    var counts = new TreeMap<Integer, Map<String, Long>>();
    tables.forEach(table -> count(table.table(), "", counts));
    // Entries that were set aside, as the vault did not write them, need no key.
    count(ENTRIES, " where not refused", counts);
    count("audit_head", "", counts);
    return counts;
  }

  private void count(String table, String which, Map<Integer, Map<String, Long>> into) {
    String select = "select mac_version, count(*) from " + table + which + " group by mac_version";
    List<Object[]> found =
        QuarkusTransaction.requiringNew()
            .timeout(DependentRows.PATIENCE)
            .call(() -> entities.createNativeQuery(select, Object[].class).getResultList());
    found.forEach(row ->
        into.computeIfAbsent(((Number) row[0]).intValue(), version -> new TreeMap<>())
            .put(table, ((Number) row[1]).longValue()));
  }

  @Override
  public Map<String, Long> under(int version) {
    var counts = new TreeMap<String, Long>();
    tables.forEach(table -> counts.put(table.table(), 0L));
    counts.putAll(byVersion().getOrDefault(version, Map.of()));
    return counts;
  }

  @Override
  public List<MovingRows> moving() {
    var moving = new ArrayList<MovingRows>();
    tables.forEach(table -> moving.add(new Guarded(table)));
    moving.add(new Entries());
    return moving;
  }

  /** Rows that are checked as they are read and sealed as they are written. */
  private final class Guarded implements MovingRows {
    private final GuardedTable table;

    Guarded(GuardedTable table) {
      this.table = table;
    }

    @Override
    public KeyPurpose purpose() {
      return KeyPurpose.ROW_INTEGRITY;
    }

    @Override
    public String table() {
      return table.table();
    }

    @Override
    public String column() {
      return "mac_version";
    }

    @Override
    public List<String> key() {
      return table.key();
    }

    /** A row whose MAC fails has raised the alarm when it was read. */
    @Override
    public void move(List<?> id, boolean alone) {
      entities.find(table.row(), table.id(id)).sealAnew();
    }

    @Override
    public void moved(int rows) {
      // Whoever sealed is in the rows; there is nothing to count.
    }
  }

  /** Entries of the trail; what they say and where they stand is not touched. */
  private final class Entries implements MovingRows {
    @Override
    public KeyPurpose purpose() {
      return KeyPurpose.ROW_INTEGRITY;
    }

    @Override
    public String table() {
      return ENTRIES;
    }

    @Override
    public String column() {
      return "mac_version";
    }

    @Override
    public List<String> key() {
      return List.of("entry_id");
    }

    @Override
    public void move(List<?> id, boolean alone) {
      trail.sealAnew((UUID) id.getFirst());
    }

    @Override
    public void moved(int rows) {
      // As above.
    }
  }
}
