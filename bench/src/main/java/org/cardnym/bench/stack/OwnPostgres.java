package org.cardnym.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.sandbox.database.Account;
import org.cardnym.sandbox.process.Await;
import org.cardnym.sandbox.process.RunFolder;

/** A server of the machine's own PostgreSQL, whose package has pg_dump and pg_restore as well. */
final class OwnPostgres {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private OwnPostgres() {}

  /** Makes and starts it, with a database for each account. */
  static Server make(
      Path programs,
      Path data,
      Path log,
      int port,
      Account admin,
      List<Account> accounts,
      RunFolder runs) {
    Path password = data.resolveSibling("postgres.password");
    try {
      Files.writeString(password, admin.password() + "\n");
      List<String> make = new ArrayList<>(Postgres.asNobody());
      make.addAll(
          List.of(
              programs.resolve("initdb").toString(),
              "--pgdata=" + data,
              "--username=" + admin.name(),
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C.UTF-8"));
      Process made =
          new ProcessBuilder(make)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (made.waitFor() != 0) {
        throw new IllegalStateException("initdb failed; its log is " + log);
      }
      Files.delete(password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Server server = Postgres.server(programs.resolve("postgres"), data, log, port, runs);
    server.start();
    new Await(() -> false).until("the database", PATIENCE, () -> Postgres.answers(admin, port));
    provide(admin, port, accounts);
    return server;
  }

  private static void provide(Account admin, int port, List<Account> accounts) {
    try (Connection connection =
            DriverManager.getConnection(admin.jdbcUrl(port), admin.name(), admin.password());
        Statement statement = connection.createStatement()) {
      for (Account each : accounts) {
        statement.execute(
            "create role " + each.name() + " login password '" + each.password() + "'");
        statement.execute("create database " + each.name() + " owner " + each.name());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the databases can't be made", e);
    }
  }
}
