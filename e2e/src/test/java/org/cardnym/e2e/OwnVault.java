package org.cardnym.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A vault of a test's own: the sandbox's packaged program and settings, at ports of its own, but
 * with a root key and a schema that nobody else uses. It can be stopped and started.
 */
final class OwnVault implements AutoCloseable {
  private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

  /** The sandbox found these free, and uses them only with more replicas. */
  private static final int FIRST_PORT = 24;

  private final World world;
  private final Path rootKey;
  private final String schema;
  private final List<String> settings;
  private final Map<String, String> environment;
  private final int port;
  private Process process;

  private OwnVault(
      World world,
      Path rootKey,
      String schema,
      List<String> settings,
      Map<String, String> environment) {
    this.world = world;
    this.rootKey = rootKey;
    this.schema = schema;
    this.settings = settings;
    this.environment = environment;
    this.port = URI.create(world.pagesUrl()).getPort() + FIRST_PORT;
    this.process = start();
  }

  /**
   * @param schema a new one, of the sandbox's database
   */
  static OwnVault start(World world, Path rootKey, String schema) {
    return start(world, rootKey, schema, List.of(), Map.of());
  }

  /**
   * @param settings further arguments, {@code -D…}
   * @param environment further variables
   */
  static OwnVault start(
      World world,
      Path rootKey,
      String schema,
      List<String> settings,
      Map<String, String> environment) {
    world.database().run("create schema " + schema);
    return new OwnVault(world, rootKey, schema, settings, environment);
  }

  String origin() {
    return "https://localhost:" + (port + 1);
  }

  boolean ready() {
    return new Metrics(world.wire(), "http://127.0.0.1:" + (port + 2) + "/q/metrics").ready();
  }

  /** SIGKILL, and anew. */
  void restart() {
    close();
    process = start();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Await.until("the end of a vault", Await.PATIENCE, () -> !process.isAlive());
  }

  private Process start() {
    Sandbox sandbox = world.sandbox();
    ProcessBuilder builder =
        new ProcessBuilder(command(sandbox.vault().info()))
            .directory(sandbox.data().resolve("vault-1").toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    sandbox.logs().resolve("vault-" + schema + ".log").toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().keySet().retainAll(PASSED_ON);
    builder.environment().putAll(environment);
    try {
      Process started = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("a vault can't be started", e);
    }
  }

  /** The first one's command, with what must differ put before its {@code -jar}. */
  private List<String> command(ProcessHandle.Info first) {
    URI database = URI.create(world.sandbox().get("DATABASE_URL"));
    List<String> command = new ArrayList<>();
    command.add(first.command().orElseThrow());
    for (String argument : first.arguments().orElseThrow()) {
      if (argument.equals("-jar")) {
        command.addAll(
            List.of(
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.ssl-port=" + (port + 1),
                "-Dquarkus.management.port=" + (port + 2),
                "-Dcardnym.api.origin=" + origin(),
                "-Dcardnym.admin.origin=" + origin(),
                "-Dcardnym.root-key.file=" + rootKey,
                "-Dcardnym.root-key.passphrase-file=",
                "-Dcardnym.root-key.next-file=",
                "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:%d%s?currentSchema=%s"
                    .formatted(database.getPort(), database.getPath(), schema)));
        command.addAll(settings);
      }
      command.add(argument);
    }
    return command;
  }
}
