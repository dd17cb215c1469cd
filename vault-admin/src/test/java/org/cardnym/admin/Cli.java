package org.cardnym.admin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.admin.desk.Surroundings;
import org.cardnym.admin.terminal.Ink;

/** Runs the command as a shell would, in this process, with surroundings a test can set. */
final class Cli {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  final Map<String, String> environment = new HashMap<>();
  final Deque<String> typed = new ArrayDeque<>();
  final List<Duration> pauses = new ArrayList<>();
  Ink ink = Ink.PLAIN;
  int columns;
  Duration patience = Duration.ofSeconds(10);
  Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

  /**
   * @param home an empty folder
   */
  Cli(Path home) {
    environment.put("HOME", home.toString());
  }

  /** As a machine that calls this vault. */
  static Cli machineAt(FakeServer vault, Path home) {
    Cli cli = personAt(vault, home);
    cli.environment.put("CARDNYM_CLIENT_ID", "ops");
    cli.environment.put("CARDNYM_CLIENT_SECRET", "s3cret/ +&");
    return cli;
  }

  /** As a person who calls this vault, and may have signed in or not. */
  static Cli personAt(FakeServer vault, Path home) {
    Cli cli = new Cli(home);
    cli.environment.put("CARDNYM_URL", vault.url());
    cli.environment.put("CARDNYM_TOKEN_URL", vault.tokenUrl());
    Path ca = FakeServer.CERTIFICATES.writeTo(home.resolve("ca.pem"));
    cli.environment.put("CARDNYM_CA_FILE", ca.toString());
    return cli;
  }

  Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            environment,
            new PrintWriter(out),
            new PrintWriter(err),
            ink,
            ink,
            columns,
            question -> typed.isEmpty() ? null : typed.remove().toCharArray(),
            clock,
            pauses::add,
            patience);
    int exit = new Program(surroundings).run(args);
    return new Result(exit, out.toString(), err.toString());
  }

  record Result(int exit, String out, String err) {}
}
