package org.cardnym.bench.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardnym.sandbox.web.Json;

/** {@code vault-admin} as somebody at a shell runs it; what it says is kept in a folder. */
public final class Cli {
  /** The longest takes in some hundred thousand customers. */
  private static final long PATIENCE_SECONDS = 3_600;

  private final Path root;
  private final Path folder;
  private final Map<String, String> settings;
  private final AtomicInteger started = new AtomicInteger();

  /**
   * @param settings environment variables that {@code vault-admin} reads
   */
  public Cli(Path root, Path folder, Map<String, String> settings) {
    this.root = root;
    this.folder = folder;
    this.settings = Map.copyOf(settings);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command that has ended. */
  public record Ended(int exit, String out, String err) {
    public JsonNode json() {
      return Json.read(out);
    }
  }

  /** A command under way. */
  record Running(Process process, Path out, Path err) {
    String said() {
      return text(err);
    }

    boolean alive() {
      return process.isAlive();
    }

    Ended end() {
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException("vault-admin does not end: " + text(err));
        }
        return new Ended(process.exitValue(), text(out), text(err));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Runs it to its end, whatever that is. */
  public Ended run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--output", "json"));
    return start(all.toArray(String[]::new)).end();
  }

  /** Runs it and wants this exit code. */
  public JsonNode want(int exit, String... words) {
    Ended ended = run(words);
    if (ended.exit() != exit) {
      throw new IllegalStateException(
          "vault-admin "
              + String.join(" ", words)
              + " ended with "
              + ended.exit()
              + ": "
              + ended.out()
              + ended.err());
    }
    return ended.json();
  }

  Running start(String... words) {
    int number = started.incrementAndGet();
    Path out = folder.resolve(number + ".out");
    Path err = folder.resolve(number + ".err");
    List<String> command = new ArrayList<>();
    command.add(root.resolve("vault-admin/bin/vault-admin").toString());
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CARDNYM_"));
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    builder.environment().putAll(settings);
    try {
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException("vault-admin can't be started", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
