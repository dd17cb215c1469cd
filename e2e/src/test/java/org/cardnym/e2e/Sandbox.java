package org.cardnym.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sandbox as a newcomer starts it: one command, one process to stop, one file that says where
 * everything is.
 */
final class Sandbox implements AutoCloseable {
  private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)='(.*)'");
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final int PORTS = 30;

  private final Process process;
  private final Path data;
  private final Path said;
  private final Map<String, String> environment = new HashMap<>();

  private Sandbox(Process process, Path data, Path said) {
    this.process = process;
    this.data = data;
    this.said = said;
  }

  /** Starts one on a fresh folder, whose name has a space, and waits until it is whole. */
  static Sandbox start() {
    Path data = Places.fresh("sandbox data");
    Path said = Places.target().resolve("sandbox.out");
    Sandbox sandbox = new Sandbox(command(said, "--data", data.toString()), data, said);
    try {
      Await.until("the sandbox's start", START, sandbox::ready);
    } catch (RuntimeException | Error failed) {
      sandbox.close();
      throw new IllegalStateException(sandbox.story(), failed);
    }
    sandbox.read();
    return sandbox;
  }

  /** Runs {@code sandbox/run} with its own ports; what it says goes to a file. */
  static Process command(Path said, String... options) {
    List<String> command = new java.util.ArrayList<>();
    command.add(Places.root().resolve("sandbox/run").toString());
    command.addAll(List.of("--port-base", String.valueOf(freeBase())));
    command.addAll(List.of(options));
    try {
      return new ProcessBuilder(Courtesy.with(command))
          .directory(Places.target().toFile())
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("sandbox/run can't be started", e);
    }
  }

  String get(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException("sandbox.env has no " + name);
    }
    return value;
  }

  Path data() {
    return data;
  }

  Path logs() {
    return Path.of(get("LOG_DIR"));
  }

  /** The vault's process, by the mark that the launcher keeps of it. */
  ProcessHandle vault() {
    String mark = Places.text(data.resolve("run/vault-1.pid"));
    return ProcessHandle.of(Long.parseLong(mark.substring(0, mark.indexOf(' '))))
        .filter(ProcessHandle::isAlive)
        .orElseThrow(() -> new IllegalStateException("the vault does not run"));
  }

  /** Where to look when a test failed. */
  String story() {
    return "sandbox: logs are in " + data.resolve("logs") + ", what it said is in " + said;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ready() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the sandbox ended with " + process.exitValue() + ":\n" + Places.text(said));
    }
    return Files.exists(data.resolve("sandbox.env"));
  }

  private void read() {
    for (String line : Places.text(data.resolve("sandbox.env")).lines().toList()) {
      Matcher found = LINE.matcher(line);
      if (found.matches()) {
        environment.put(found.group(1), found.group(2).replace("'\\''", "'"));
      }
    }
  }

  /**
   * Below the ports that the system gives out, so that they are still free when they are wanted.
   */
  private static int freeBase() {
    for (int tries = 0; tries < 50; tries++) {
      int base = ThreadLocalRandom.current().nextInt(12_000, 30_000);
      if (allFree(base)) {
        return base;
      }
    }
    throw new IllegalStateException("no run of free ports");
  }

  private static boolean allFree(int base) {
    for (int port = base; port < base + PORTS; port++) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }

  /** Waits for a process that ends by itself. */
  static int end(Process process, Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        throw new IllegalStateException("it took longer than " + patience.toSeconds() + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
