package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import org.cardnym.vault.audit.Replica;

/** What each replica has done of the walk, by table: to be shown, it decides nothing. */
@ApplicationScoped
class RewrapProgress {
  /**
   * One replica's part in one table.
   *
   * @param done rows that it brought under the newest version
   * @param refused how often it met a row that does not check
   * @param pace rows in the last second, 0 where it has not walked for a while
   */
  public record Part(String replica, String table, long done, long refused, long pace) {}

  private final EntityManager entities;

  RewrapProgress(EntityManager entities) {
    this.entities = entities;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void forget(KeyPurpose purpose) {
    entities
        .createNativeQuery("delete from rewrap_progress where purpose = :purpose")
        .setParameter("purpose", purpose.name())
        .executeUpdate();
  }

  /** In the transaction that changes the rows. */
  @Transactional(Transactional.TxType.MANDATORY)
  void done(KeyPurpose purpose, String table, int rows) {
    add(purpose, table, rows, 0);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void refused(KeyPurpose purpose, String table) {
    add(purpose, table, 0, 1);
  }

  private void add(KeyPurpose purpose, String table, int done, int refused) {
    entities
        .createNativeQuery(
            "insert into rewrap_progress as p (purpose, replica_id, table_name, done, refused,"
                + " seen_at) values (:purpose, :me, :table, :done, :refused, now()) on conflict"
                + " (purpose, replica_id, table_name) do update set done = p.done + excluded.done,"
                + " refused = p.refused + excluded.refused, seen_at = excluded.seen_at")
        .setParameter("purpose", purpose.name())
        .setParameter("me", Replica.ID)
        .setParameter("table", table)
        .setParameter("done", (long) done)
        .setParameter("refused", (long) refused)
        .executeUpdate();
  }

  /** How many rows this replica did in its last second, in this table. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void pace(KeyPurpose purpose, String table, int rows) {
    entities
        .createNativeQuery(
            "update rewrap_progress set pace = case when table_name = :table then :pace else 0"
                + " end, seen_at = now() where replica_id = :me and purpose = :purpose")
        .setParameter("purpose", purpose.name())
        .setParameter("table", table)
        .setParameter("pace", rows)
        .setParameter("me", Replica.ID)
        .executeUpdate();
  }

  @Transactional
  List<Part> parts(KeyPurpose purpose) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select cast(replica_id as text), table_name, done, refused, case when seen_at >"
                    + " now() - interval '10 seconds' then pace else 0 end from rewrap_progress"
                    + " where purpose = :purpose order by table_name, replica_id",
                Object[].class)
            .setParameter("purpose", purpose.name())
            .getResultList();
    return rows.stream()
        .map(r ->
            new Part(
                (String) r[0],
                (String) r[1],
                ((Number) r[2]).longValue(),
                ((Number) r[3]).longValue(),
                ((Number) r[4]).longValue()))
        .toList();
  }
}
