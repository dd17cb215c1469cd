package org.cardnym.bank;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of a run; each bank gets a database of its own. */
final class TestPostgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static String newDatabase() {
    String name = "bank" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return name;
  }

  static String url(String database) {
    return Holder.SERVER.getJdbcUrl("postgres", database);
  }

  /** A connection of the test's own, to hold a transaction open. */
  static Connection connect(String database) throws SQLException {
    return Holder.SERVER.getDatabase("postgres", database).getConnection();
  }

  static void execute(String database, String sql) {
    try (Connection connection = Holder.SERVER.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static java.util.List<String> texts(String database, String sql) {
    java.util.List<String> texts = new java.util.ArrayList<>();
    try (Connection connection = Holder.SERVER.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
