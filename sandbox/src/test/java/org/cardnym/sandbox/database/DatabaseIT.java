package org.cardnym.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {
  private static final Path BINARIES = Path.of("target/postgres").toAbsolutePath();
  private static final Account VAULT = new Account("cardnym", "vaultsecret");
  private static final Account BANK = new Account("bank", "banksecret");

  @TempDir Path folder;

  @Test
  void eachDatabaseOpensToItsOwnRoleAndItsPasswordOnly() throws Exception {
    int port = freePort();
    Database database = start(port);
    try {
      try (Connection connection = open(VAULT.jdbcUrl(port), "cardnym", "vaultsecret")) {
        assertThat(connection.isValid(5)).isTrue();
      }
      assertThatThrownBy(() -> open(VAULT.jdbcUrl(port), "cardnym", "wrong"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> open(VAULT.jdbcUrl(port), "bank", "banksecret"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> open(VAULT.jdbcUrl(port), "postgres", ""))
          .isInstanceOf(SQLException.class);
    } finally {
      database.stop();
    }
  }

  @Test
  void dataOutlivesARestart() throws Exception {
    int port = freePort();
    Database first = start(port);
    try (Connection connection = open(VAULT.jdbcUrl(port), "cardnym", "vaultsecret");
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE note (text TEXT)");
    }
    first.stop();

    Database second = start(port);

    try (Connection connection = open(VAULT.jdbcUrl(port), "cardnym", "vaultsecret");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM note")) {
      assertThat(rows.next()).isTrue();
    } finally {
      second.stop();
    }
    assertThat(second.process()).isEmpty();
  }

  private Database start(int port) throws Exception {
    Path place = Files.createDirectories(folder.resolve("with space"));
    return Database.start(
        place.resolve("postgres"),
        BINARIES,
        place.resolve("postgres.log"),
        port,
        "adminsecret",
        List.of(VAULT, BANK));
  }

  private static Connection open(String url, String user, String password) throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
