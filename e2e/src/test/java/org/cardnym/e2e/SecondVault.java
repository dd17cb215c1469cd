package org.cardnym.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Another replica of the sandbox's vault: the same packaged program with the same settings on the
 * same database, at ports of its own. It carries {@code bench}'s agent, and so can be made to stand
 * still at a step.
 */
final class SecondVault implements AutoCloseable {
  private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration END = Duration.ofSeconds(30);

  /** The sandbox found these free, and uses them only with more replicas. */
  private static final int FIRST_PORT = 20;

  private final Process process;
  private final Path orders;
  private final String origin;
  private final Metrics metrics;
  private int given;

  private SecondVault(Process process, Path orders, String origin, Metrics metrics) {
    this.process = process;
    this.orders = orders;
    this.origin = origin;
    this.metrics = metrics;
  }

  /** Starts it; {@link #awaitReady} waits for it. */
  static SecondVault start(World world) {
    Sandbox sandbox = world.sandbox();
    int port = URI.create(world.pagesUrl()).getPort() + FIRST_PORT;
    String origin = "https://localhost:" + (port + 1);
    Path orders = sandbox.data().resolve("run/orders");
    ProcessBuilder builder =
        new ProcessBuilder(command(sandbox.vault().info(), orders, port, origin))
            .directory(sandbox.data().resolve("vault-1").toFile())
            .redirectErrorStream(true)
            .redirectOutput(sandbox.logs().resolve("vault-2.log").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().keySet().retainAll(PASSED_ON);
    try {
      Files.createDirectories(orders);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Metrics metrics = new Metrics(world.wire(), "http://127.0.0.1:" + (port + 2) + "/q/metrics");
      return new SecondVault(process, orders, origin, metrics);
    } catch (IOException e) {
      throw new UncheckedIOException("a second vault can't be started", e);
    }
  }

  SecondVault awaitReady() {
    Await.until(
        "the second vault's start",
        START,
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("the second vault ended; see vault-2.log");
          }
          return metrics.ready();
        });
    return this;
  }

  /** Where its merchant API is, and believes to be. */
  String origin() {
    return origin;
  }

  /**
   * The next thread that comes to this step of {@code org.cardnym.bench.agent.Step} goes no
   * further.
   */
  void standStillAt(String step) {
    try {
      Files.deleteIfExists(orders.resolve("fired"));
      Path whole = orders.resolve("order.new");
      Files.writeString(whole, ++given + " " + step + " 0 " + START.toMillis());
      Files.move(whole, orders.resolve("armed"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a thread has come there. */
  void awaitStandstill() {
    Await.until("the step", Duration.ofSeconds(30), () -> Files.exists(orders.resolve("fired")));
  }

  /** SIGKILL; returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    Await.until("the second vault's end", END, () -> !process.isAlive());
  }

  @Override
  public void close() {
    kill();
  }

  /** The first one's command, with what must differ put before its {@code -jar}. */
  private static List<String> command(
      ProcessHandle.Info first, Path orders, int port, String origin) {
    Path agent = Places.root().resolve("bench/target/crash/crash-agent.jar");
    if (!Files.exists(agent)) {
      throw new IllegalStateException("package bench first: there is no " + agent);
    }
    List<String> command = new ArrayList<>();
    command.add(first.command().orElseThrow());
    for (String argument : first.arguments().orElseThrow()) {
      if (argument.equals("-jar")) {
        command.addAll(
            List.of(
                "-javaagent:" + agent + "=" + orders,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.ssl-port=" + (port + 1),
                "-Dquarkus.management.port=" + (port + 2),
                "-Dcardnym.api.origin=" + origin,
                "-Dcardnym.admin.origin=" + origin));
      }
      command.add(argument);
    }
    return command;
  }
}
