package org.cardnym.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Another replica of the sandbox's vault: the same packaged program with the same settings on the
 * same database, at ports of its own. It carries {@code bench}'s agent, and so can be made to stand
 * still at a step.
 */
final class SecondVault implements AutoCloseable {
  private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration END = Await.PATIENCE;

  /** The sandbox found these free, and uses them only with more replicas. */
  private static final int FIRST_PORT = 20;

  private final Process process;
  private final Path orders;
  private final String origin;
  private final String pages;
  private final int port;
  private final Metrics metrics;
  private int given;

  private SecondVault(
      Process process, Path orders, String origin, String pages, int port, Metrics metrics) {
    this.process = process;
    this.orders = orders;
    this.origin = origin;
    this.pages = pages;
    this.port = port;
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
      return new SecondVault(process, orders, origin, world.pagesUrl(), port, metrics);
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
   * Posts JSON from one of its pages, which has the same address at every replica: somebody between
   * browsers and replicas has chosen this one. The status.
   */
  int post(String path, Map<String, String> body) {
    return post(path, "", Reply.write(body)).status();
  }

  /** The same, with a browser's cookies; all of the answer. */
  Reply post(String path, String cookies, String json) {
    return send("POST", path, "Content-Type: application/json\r\nCookie: " + cookies, json);
  }

  /** What a browser gets at an address of its pages. */
  Reply get(String path, String cookies) {
    return send("GET", path, "Accept: text/html\r\nCookie: " + cookies, "");
  }

  private Reply send(String method, String path, String headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "%s %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\n%s\r\n"
                .formatted(method, path, URI.create(pages).getAuthority(), pages, headers)
            + "Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(bytes.length);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes);
      return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reply read(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    List<String> lines = answer.substring(0, end).lines().toList();
    Map<String, List<String>> headers =
        lines.stream()
            .skip(1)
            .map(line -> line.split(": *", 2))
            .collect(
                Collectors.groupingBy(
                    line -> line[0], Collectors.mapping(line -> line[1], Collectors.toList())));
    int begin = "HTTP/1.1 ".length();
    int status = Integer.parseInt(lines.getFirst().substring(begin, begin + 3));
    return new Reply(
        status, HttpHeaders.of(headers, (name, value) -> true), answer.substring(end + 4));
  }

  /** Its clock is so far ahead of all others from now on. */
  void clockAhead(Duration ahead) {
    try {
      Path whole = orders.resolve("clock.new");
      Files.writeString(whole, Long.toString(ahead.toMillis()));
      Files.move(whole, orders.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    Await.until("the step", Await.PATIENCE, () -> Files.exists(orders.resolve("fired")));
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
