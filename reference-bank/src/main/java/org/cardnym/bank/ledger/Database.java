package org.cardnym.bank.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of connections and transactions on them. When the database fails, the bank can't decide
 * now.
 */
public final class Database implements AutoCloseable {

  /** Work inside one transaction; it may run more than once. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int CONNECTIONS = 10;
  private static final long PATIENCE_MILLIS = 3_000;
  private static final int TRIES = 3;

  /** Serialization failure and deadlock: the transaction may be tried again. */
  private static final Set<String> TRANSIENT = Set.of("40001", "40P01");

  /** Of the session from its start on: what a statement sets, the next rollback takes back. */
  private static final String OPTIONS =
      "-c synchronous_commit=on -c lock_timeout=4s -c statement_timeout=5s"
          + " -c idle_in_transaction_session_timeout=10s";

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Connects and brings the schema up to date. */
  public static Database open(DatabaseSettings settings) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    // A database that is away at start is told as an SQLException, by the first connection.
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("options", OPTIONS);
    config.setAutoCommit(false);
    config.setPoolName("ledger");
    Database database = new Database(new HikariDataSource(config));
    try (Connection connection = database.pool.getConnection()) {
      Schema.update(connection);
      Durability.check(connection);
      connection.commit();
      return database;
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Runs the work and commits; when this returns, what was done is on disk.
   *
   * @throws Refusal as unavailable, if the database fails
   */
  public <T> T inTransaction(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return tryOnce(work);
      } catch (SQLException e) {
        if (attempt >= TRIES || !TRANSIENT.contains(String.valueOf(e.getSQLState()))) {
          // The text of a database error may quote values.
          LOG.error("ledger failed: sqlState={}", e.getSQLState());
          throw new Refusal(RefusalCode.UNAVAILABLE);
        }
      }
    }
  }

  private <T> T tryOnce(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
