package org.cardnym.bank.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The books for readers who follow them: no entry is passed over, none comes twice.
 *
 * <p>Entries are in the order of the transactions that made them, and only such are shown as no
 * running transaction can still get in front of.
 */
public final class Following {

  private static final int LINES = 100;
  private static final int REPEATS = 500;

  private static final String FINAL =
      Books.SELECT + " WHERE e.made_by < pg_snapshot_xmin(pg_current_snapshot())";
  private static final String NEWEST = FINAL + " ORDER BY e.made_by DESC, e.sequence DESC LIMIT ?";
  private static final String BEFORE =
      FINAL
          + " AND (e.made_by, e.sequence) < (CAST(CAST(? AS text) AS xid8), ?)"
          + " ORDER BY e.made_by DESC, e.sequence DESC LIMIT ?";
  private static final String AFTER =
      FINAL
          + " AND (e.made_by, e.sequence) > (CAST(CAST(? AS text) AS xid8), ?)"
          + " ORDER BY e.made_by, e.sequence LIMIT ?";

  private static final String REPEATED =
      "SELECT m.id, m.last_repeat FROM (SELECT message_id FROM entry ORDER BY sequence DESC LIMIT ?) e"
          + " JOIN message m ON m.id = e.message_id WHERE m.last_repeat > 0";

  /** An entry and the place after it. */
  public record Line(Place place, Receipt receipt) {}

  /** Some lines, and whether there are more in the same direction. */
  public record Page(List<Line> lines, boolean more) {}

  /** A message that came more than once. */
  public record Repeated(String messageId, int repeat) {}

  /** The newest entries, newest first. */
  public Page newest(Connection connection) throws SQLException {
    return page(Sql.many(connection, NEWEST, Following::line, LINES + 1));
  }

  /** The entries before a place, newest first. */
  public Page before(Connection connection, Place place) throws SQLException {
    return page(at(connection, BEFORE, place));
  }

  /** The entries after a place, oldest first. */
  public Page after(Connection connection, Place place) throws SQLException {
    return page(at(connection, AFTER, place));
  }

  /**
   * Those of the newest 500 messages that were repeated: the one thing that changes in an entry
   * unseen.
   */
  public List<Repeated> repeated(Connection connection) throws SQLException {
    return Sql.many(
        connection, REPEATED, row -> new Repeated(row.getString(1), row.getInt(2)), REPEATS);
  }

  private static List<Line> at(Connection connection, String sql, Place place) throws SQLException {
    return Sql.many(
        connection,
        sql,
        Following::line,
        String.valueOf(place.madeBy()),
        place.sequence(),
        LINES + 1);
  }

  private static Page page(List<Line> lines) {
    boolean more = lines.size() > LINES;
    return new Page(more ? lines.subList(0, LINES) : lines, more);
  }

  private static Line line(ResultSet row) throws SQLException {
    Place place = new Place(Long.parseLong(row.getString("made_by")), row.getLong("sequence"));
    return new Line(place, Books.receipt(row));
  }
}
