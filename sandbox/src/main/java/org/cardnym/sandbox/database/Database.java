package org.cardnym.sandbox.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cardnym.sandbox.file.PrivateFile;

/**
 * The embedded server: on 127.0.0.1 only, no Unix socket, passwords for everybody from its first
 * moment, and every commit on disk.
 */
public final class Database {
  private static final String WHO_MAY_ENTER = "host all all 127.0.0.1/32 scram-sha-256\n";

  private final EmbeddedPostgres server;
  private final Path data;

  private Database(EmbeddedPostgres server, Path data) {
    this.server = server;
    this.data = data;
  }

  /**
   * Starts the server, on the data it finds or on fresh data.
   *
   * @param binaries where the server's programs are unpacked, kept from start to start
   * @param adminPassword the superuser's; letters and digits
   */
  public static Database start(
      Path data, Path binaries, Path log, int port, String adminPassword, List<Account> accounts) {
    System.setProperty("ot.epg.working-dir", binaries.toString());
    Path passwordFile = data.resolveSibling("postgres.password");
    try {
      PrivateFile.write(passwordFile, adminPassword + "\n");
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(binaries.toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setPGStartupWait(Duration.ofSeconds(60))
              .setLocaleConfig("pwfile", passwordFile.toString())
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setConnectConfig("password", adminPassword)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .setDataDirectoryCustomizer(Database::demandPasswords)
              .start();
      Database database = new Database(server, data);
      database.provide(accounts);
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    } finally {
      delete(passwordFile);
    }
  }

  public Optional<ProcessHandle> process() {
    return processOf(data);
  }

  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server that works on a data folder, whoever started it. */
  public static Optional<ProcessHandle> processOf(Path data) {
    try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
      return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static void demandPasswords(File data) {
    try {
      Files.writeString(data.toPath().resolve("pg_hba.conf"), WHO_MAY_ENTER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void provide(List<Account> accounts) {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      for (Account account : accounts) {
        provide(connection, account);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the databases can't be made", e);
    }
  }

  private static void provide(Connection connection, Account account) throws SQLException {
    String name = account.name();
    if (!(name + account.password()).matches("[a-z0-9]+")) {
      throw new IllegalArgumentException("a name or password needs quoting");
    }
    boolean known = exists(connection, name);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          (known ? "ALTER" : "CREATE")
              + " ROLE "
              + name
              + " LOGIN PASSWORD '"
              + account.password()
              + "'");
      if (!known) {
        statement.execute("CREATE DATABASE " + name + " OWNER " + name);
        statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
      }
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
      query.setString(1, role);
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
