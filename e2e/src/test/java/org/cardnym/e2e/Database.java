package org.cardnym.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * The vault's database, by somebody who got hold of its address: reads all, writes all, knows no
 * key.
 */
final class Database {
  private static final Pattern URL =
      Pattern.compile("postgres(?:ql)?://([^:@/]+):([^@]+)@([^/]+/[^?]+).*");

  private final String jdbc;
  private final String user;
  private final String password;

  Database(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an address of PostgreSQL");
    }
    this.user = parts.group(1);
    this.password = parts.group(2);
    this.jdbc = "jdbc:postgresql://" + parts.group(3);
  }

  Connection connect() {
    try {
      return DriverManager.getConnection(jdbc, user, password);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  int run(String sql, Object... values) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of all rows, as text. */
  List<String> list(String sql, Object... values) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String one(String sql, Object... values) {
    List<String> found = list(sql, values);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " rows for: " + sql);
    }
    return found.getFirst();
  }

  /**
   * Every row of every table, as {@code COPY} writes them: a dump that needs no pg_dump of the
   * server's version.
   */
  byte[] dump() {
    String tables =
        "select format('%I.%I', schemaname, tablename) from pg_tables"
            + " where schemaname not in ('pg_catalog', 'information_schema') order by 1";
    ByteArrayOutputStream dump = new ByteArrayOutputStream();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet names = statement.executeQuery(tables)) {
      while (names.next()) {
        String table = names.getString(1);
        dump.writeBytes(("-- " + table + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY " + table + " TO STDOUT", dump);
      }
      return dump.toByteArray();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fill(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
