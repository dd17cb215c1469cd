package org.cardnym.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A change to the database past the vault; undone on close, so that the next test finds the rows as
 * the vault wrote them.
 */
final class Tampering implements AutoCloseable {
  private final Connection connection;
  private final String table;
  private final String where;

  private Tampering(Connection connection, String table, String where) {
    this.connection = connection;
    this.table = table;
    this.where = where;
  }

  /**
   * Runs a statement.
   *
   * @param where the rows that are put back: those that fit before, in place of those that fit
   *     afterwards
   */
  static Tampering with(Database database, String table, String where, String sql) {
    Connection connection = database.connect();
    Tampering tampering = new Tampering(connection, table, where);
    try (Statement statement = connection.createStatement()) {
      statement.execute("create temp table saved as select * from " + table + " where " + where);
      int rows = statement.executeUpdate(sql);
      if (rows == 0) {
        throw new AssertionError("changed nothing: " + sql);
      }
      return tampering;
    } catch (SQLException e) {
      tampering.close();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (connection;
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("delete from " + table + " where " + where);
      statement.execute("insert into " + table + " select * from saved");
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
