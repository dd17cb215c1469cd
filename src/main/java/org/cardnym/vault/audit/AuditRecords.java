package org.cardnym.vault.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The trail as it stands in the database, to be checked elsewhere: batches with what their hashes
 * and signatures are over, entries at their places, and what stands at none. Nothing is withheld
 * and nothing left out, whatever its columns claim; beside each entry stands whether its seal fits.
 */
@ApplicationScoped
public class AuditRecords {
  private final EntityManager entities;
  private final EntryCheck check;
  private final AuditSigner signer;
  private final AuditHeads heads;
  private final AuditAlarm alarm;

  AuditRecords(
      EntityManager entities,
      EntryCheck check,
      AuditSigner signer,
      AuditHeads heads,
      AuditAlarm alarm) {
    this.entities = entities;
    this.check = check;
    this.signer = signer;
    this.heads = heads;
    this.alarm = alarm;
  }

  /** Where the trail ends now, and what its signatures are checked with. */
  @Transactional
  public TrailHead head() {
    Optional<String> fault = heads.fault();
    List<Object[]> last =
        entities
            .createNativeQuery(
                "select number, substring(hash for 33) as hash from audit_batch order by number desc limit 1",
                Object[].class)
            .getResultList();
    Head end =
        last.isEmpty()
            ? Head.none()
            : new Head(((Number) last.getFirst()[0]).longValue(), (byte[]) last.getFirst()[1]);
    return new TrailHead(
        end.number,
        end.hex(),
        fault.orElse(null),
        signer.publicKeys().stream().map(TrailHead.Key::of).toList());
  }

  /**
   * Batches and entries in the trail's order, each batch before its entries.
   *
   * @param until the last batch that is wanted
   * @param most records; fewer come where they are long
   */
  @Transactional
  public TrailPage placed(TrailPlace after, long until, int most) {
    var page = new TrailPage.Filling(most);
    List<TrailRecord.Batch> batches = batches(after.batch(), until, most + 1);
    List<AuditRow> rows = rows(after, until, most + 1);
    TrailRecord last = null;
    int batch = 0;
    int row = 0;
    while (batch < batches.size() || row < rows.size()) {
      boolean header =
          row == rows.size()
              || (batch < batches.size() && batches.get(batch).number() <= batchOf(rows.get(row)));
      TrailRecord next = header ? batches.get(batch++) : record(rows.get(row++));
      if (!page.add(next)) {
        break;
      }
      last = next;
    }
    return page.done(TrailPlace.wire(last));
  }

  /**
   * Entries that stand at no place of a batch: they wait for one, were set aside, or claim a place
   * that there is not. Ordered by identifier.
   *
   * @param after the last one of the page before, or null for the first page
   * @param most entries; fewer come where they are long
   */
  @Transactional
  public TrailPage apart(@Nullable UUID after, int most) {
    var page = new TrailPage.Filling(most);
    UUID last = null;
    for (AuditRow row : unplaced(after, most + 1)) {
      if (!page.add(record(row))) {
        break;
      }
      last = row.entryId;
    }
    return page.done(last == null ? "" : Cursor.after(last));
  }

  private List<AuditRow> unplaced(@Nullable UUID after, int most) {
    // No identifier is small enough to stand for the beginning: somebody may have written it.
    String rest = after == null ? "" : " and entry_id > :after";
    var query =
        entities.createNativeQuery(
            "select "
                + Columns.ENTRY
                + " from audit_entry where entry_id in ("
                + "select entry_id from audit_entry where batch is null and not refused"
                + " union select entry_id from audit_entry where refused"
                + " union select entry_id from audit_entry where batch is not null and position is"
                + " null union select entry_id from audit_entry where batch < 1 or batch > (select"
                + " coalesce(max(number), 0) from audit_batch))"
                + rest
                + " order by entry_id limit :most",
            AuditRow.class);
    if (after != null) {
      query.setParameter("after", after);
    }
    List<AuditRow> rows = query.setParameter("most", most).getResultList();
    rows.forEach(entities::detach);
    return rows;
  }

  private List<TrailRecord.Batch> batches(long after, long last, int most) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select "
                    + Columns.BATCH
                    + " from audit_batch where number > :after and number <= :last order by number"
                    + " limit :most",
                Object[].class)
            .setParameter("after", after)
            .setParameter("last", last)
            .setParameter("most", most)
            .getResultList();
    var batches = new ArrayList<TrailRecord.Batch>(rows.size());
    for (Object[] row : rows) {
      batches.add(
          new TrailRecord.Batch(
              ((Number) row[0]).longValue(),
              (Integer) row[1],
              hex(row[2]),
              hex(row[3]),
              hex(row[4]),
              hex(row[5]),
              (Integer) row[6]));
    }
    return batches;
  }

  private List<AuditRow> rows(TrailPlace after, long last, int most) {
    List<AuditRow> rows =
        entities
            .createNativeQuery(
                "select "
                    + Columns.ENTRY
                    + " from audit_entry where (batch, position, entry_id) > (:batch, :position,"
                    + " :entry) and batch <= :last and position is not null order by batch,"
                    + " position, entry_id limit :most",
                AuditRow.class)
            .setParameter("batch", after.batch())
            .setParameter("position", after.position())
            .setParameter("entry", after.entry())
            .setParameter("last", last)
            .setParameter("most", most)
            .getResultList();
    rows.forEach(entities::detach);
    return rows;
  }

  private TrailRecord.Entry record(AuditRow row) {
    boolean genuine = check.genuine(row);
    if (!genuine) {
      alarm.forged(row.entryId);
    }
    return TrailRecord.Entry.of(row, genuine);
  }

  private static long batchOf(AuditRow row) {
    return row.batch == null ? Long.MAX_VALUE : row.batch;
  }

  private static String hex(Object bytes) {
    return HexFormat.of().formatHex((byte[]) bytes);
  }
}
