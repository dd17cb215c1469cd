package org.cardnym.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cardnym.sandbox.database.Account;
import org.cardnym.sandbox.database.Database;
import org.cardnym.sandbox.process.RunFolder;

/**
 * The database server: made by the sandbox, then run as a process of ours, so that it can be killed
 * and started again on what it left.
 */
final class Postgres {
  private Postgres() {}

  static Server make(
      Path root,
      Path data,
      Path log,
      int port,
      String admin,
      List<Account> accounts,
      RunFolder runs) {
    Path binaries = root.resolve("sandbox/target/postgres");
    Database.start(data, binaries, log, port, admin, accounts).stop();
    return server(program(binaries), data, log, port, runs);
  }

  /** PostgreSQL refuses to run as root; in a name space of its own it is nobody. */
  static List<String> asNobody() {
    return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
  }

  static Server server(Path program, Path data, Path log, int port, RunFolder runs) {
    List<String> command = new ArrayList<>(asNobody());
    command.addAll(List.of(program.toString(), "-D", data.toString(), "-p", String.valueOf(port)));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "fsync=on",
            "synchronous_commit=on")) {
      command.addAll(List.of("-c", setting));
    }
    return new Server(RunFolder.DATABASE, command, data, log, runs);
  }

  static boolean answers(Account account, int port) {
    try (Connection connection =
        DriverManager.getConnection(account.jdbcUrl(port), account.name(), account.password())) {
      return connection.isValid(2);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static Path program(Path binaries) {
    try (Stream<Path> files = Files.walk(binaries, 3)) {
      return files
          .filter(file -> file.endsWith(Path.of("bin", "postgres")))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no postgres below " + binaries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
