package org.cardnym.bench.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.cardnym.bench.stack.Stack;
import org.cardnym.sandbox.database.Account;

/** The commands of docs/operations.md, Backup and Restore, on the vault's own database. */
final class Dump {
  private final Stack stack;
  private final Path programs;
  private final Path file;

  Dump(Stack stack, Path programs) {
    this.stack = stack;
    this.programs = programs;
    this.file = stack.folder().resolve("vault.dump");
  }

  void take() throws IOException, InterruptedException {
    run("pg_dump", List.of("--format=custom", "--file=" + file, database()));
  }

  /** Into an empty database: all that was in the old one is gone. */
  void restore() throws IOException, InterruptedException, SQLException {
    Account admin = stack.databaseAdmin();
    String name = stack.vaultBooks().name();
    try (Connection connection =
            DriverManager.getConnection(
                admin.jdbcUrl(stack.databasePort()), admin.name(), admin.password());
        Statement statement = connection.createStatement()) {
      statement.execute("drop database " + name + " with (force)");
      statement.execute("create database " + name + " owner " + name);
    }
    run(
        "pg_restore",
        List.of(
            "--no-owner", "--exit-on-error", "--single-transaction", database(), file.toString()));
  }

  private String database() {
    return "--dbname=host=127.0.0.1 port=%d user=%s dbname=%s"
        .formatted(stack.databasePort(), stack.vaultBooks().name(), stack.vaultBooks().name());
  }

  private void run(String program, List<String> words) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of(programs.resolve(program).toString()));
    command.addAll(words);
    Path log = stack.folder().resolve("logs/" + program + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("PGPASSWORD", stack.vaultBooks().password());
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException(program + " failed; its log is " + log);
    }
  }
}
