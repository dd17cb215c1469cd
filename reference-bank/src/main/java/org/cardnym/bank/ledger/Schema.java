package org.cardnym.bank.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings the schema up to date: the numbered scripts beside this class, each once, in one
 * transaction.
 */
final class Schema {

  private static final int LATEST = 4;

  private Schema() {}

  static void update(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY)");
      // Two banks that start at once on one database take turns.
      statement.execute("LOCK TABLE schema_version IN ACCESS EXCLUSIVE MODE");
      int version =
          Sql.one(
                  connection,
                  "SELECT coalesce(max(version), 0) FROM schema_version",
                  row -> row.getInt(1))
              .orElse(0);
      if (version > LATEST) {
        throw new SQLException("the database belongs to a newer release");
      }
      for (int next = version + 1; next <= LATEST; next++) {
        statement.execute(script(next));
        Sql.update(connection, "INSERT INTO schema_version (version) VALUES (?)", next);
      }
    }
  }

  private static String script(int version) {
    try (InputStream script = Schema.class.getResourceAsStream(version + ".sql")) {
      if (script == null) {
        throw new IllegalStateException("a schema script is missing");
      }
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
