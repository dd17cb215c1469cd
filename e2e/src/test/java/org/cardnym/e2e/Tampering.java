package org.cardnym.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A change to the database past the vault; undone on close, so that the next test finds the rows as
 * the vault wrote them. Each way it is one transaction, and no batch of the trail is signed in
 * between.
 */
final class Tampering implements AutoCloseable {
  /**
   * What is done to one table.
   *
   * @param before the rows that are put back
   * @param after those in whose place they are; {@code saved_} and the table's name has the others
   */
  record Change(String table, String before, String after, String sql) {}

  private final Connection connection;
  private final List<Change> changes;

  private Tampering(Connection connection, List<Change> changes) {
    this.connection = connection;
    this.changes = changes;
  }

  /**
   * Runs a statement.
   *
   * @param where the rows that are put back: those that fit before, in place of those that fit
   *     afterwards
   */
  static Tampering with(Database database, String table, String where, String sql) {
    return with(database, List.of(new Change(table, where, where, sql)));
  }

  /** Runs the statements, or none of them. */
  static Tampering with(Database database, List<Change> changes) {
    Connection connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      begin(connection, statement);
      for (Change change : changes) {
        statement.execute(
            "create temp table saved_%1$s as select * from %1$s where %2$s"
                .formatted(change.table, change.before));
        if (statement.executeUpdate(change.sql) == 0) {
          throw new IllegalStateException("changed nothing: " + change.sql);
        }
      }
      connection.commit();
      return new Tampering(connection, changes);
    } catch (SQLException | IllegalStateException e) {
      closeQuietly(connection);
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (connection;
        Statement statement = connection.createStatement()) {
      begin(connection, statement);
      for (Change change : changes) {
        statement.execute("delete from " + change.table + " where " + change.after);
        statement.execute("insert into %1$s select * from saved_%1$s".formatted(change.table));
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whoever gathers the trail waits for this note's lock. */
  private static void begin(Connection connection, Statement statement) throws SQLException {
    connection.setAutoCommit(false);
    statement.execute("select 1 from audit_head for update");
  }

  /** What was not committed is rolled back. */
  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
