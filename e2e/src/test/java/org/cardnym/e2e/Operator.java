package org.cardnym.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody at a shell with {@code vault-admin}; what they sign in with is kept in a folder. */
final class Operator {

  private static final int LONGEST_NAME = 80;

  /** A whole trail that is read, or all rows of a walk, beside everything else. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Map<String, String> settings;
  private final Path home;

  Operator(Sandbox sandbox, Path home) {
    this(
        Map.of(
            "CARDNYM_URL", sandbox.get("ADMIN_URL"),
            "CARDNYM_TOKEN_URL", sandbox.get("TOKEN_URL"),
            "CARDNYM_CA_FILE", sandbox.get("CA_FILE"),
            "XDG_STATE_HOME", home.resolve("state").toString(),
            "XDG_CONFIG_HOME", home.resolve("config").toString()),
        home);
  }

  /** A script with the sandbox's client, which signs in nowhere. */
  static Operator machine(Sandbox sandbox, Path home) {
    return new Operator(sandbox, home)
        .as(sandbox.get("ADMIN_CLIENT_ID"), sandbox.get("ADMIN_CLIENT_SECRET"));
  }

  private Operator(Map<String, String> settings, Path home) {
    this.settings = settings;
    this.home = home;
  }

  /** The same, with one variable set otherwise. */
  Operator with(String variable, String value) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(variable, value);
    return new Operator(Map.copyOf(changed), home);
  }

  /** The same as a machine. */
  Operator as(String clientId, String secret) {
    return with("CARDNYM_CLIENT_ID", clientId).with("CARDNYM_CLIENT_SECRET", secret);
  }

  /** A command as it runs. */
  record Running(Process process, Path out, Path err) {
    String said() {
      return Places.text(err);
    }

    Ended end() {
      int exit = Sandbox.end(process, LONGEST);
      return new Ended(exit, Places.text(out), Places.text(err));
    }
  }

  /** A command that ended. */
  record Ended(int exit, String out, String err) {}

  Running start(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Places.root().resolve("vault-admin/bin/vault-admin").toString());
    command.addAll(List.of(words));
    String name = String.join("-", words).replaceAll("[^a-z-]", "");
    String file =
        STARTED.incrementAndGet() + "-" + name.substring(0, Math.min(name.length(), LONGEST_NAME));
    Path out = home.resolve(file + ".out");
    Path err = home.resolve(file + ".err");
    Places.write(out, "");
    Places.write(err, "");
    ProcessBuilder builder =
        new ProcessBuilder(Courtesy.with(command))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("CARDNYM_"));
    builder.environment().putAll(settings);
    try {
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException("vault-admin can't be started", e);
    }
  }

  Ended run(String... words) {
    return start(words).end();
  }

  /** Types a line at standard input. */
  Ended typing(String line, String... words) {
    Running running = start(words);
    try (OutputStream typed = running.process().getOutputStream()) {
      typed.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("vault-admin reads nothing", e);
    }
    return running.end();
  }
}
