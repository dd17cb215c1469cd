package org.cardnym.vault;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Keycloak on loopback, with the realm that is shipped and nothing else; its database is its
 * own memory. The build unpacks it; {@code cardnym.keycloak.home} says where.
 */
final class Keycloak implements AutoCloseable {
  static final String REALM = "cardnym";
  private static final Path SHIPPED = Path.of("../docker/keycloak/cardnym-realm.json");

  /** Its first start compiles its configuration; a machine that is busy takes minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final Process process;
  private final Path log;
  private final int port;

  /** Starts, and waits until it answers. */
  Keycloak(String certificate, String key, String bootstrapPassword) throws IOException {
    Path home = Path.of(System.getProperty("cardnym.keycloak.home"));
    Path imported = Files.createDirectories(home.resolve("data/import"));
    Files.copy(
        SHIPPED, imported.resolve("cardnym-realm.json"), StandardCopyOption.REPLACE_EXISTING);
    log = home.resolveSibling("keycloak.log");
    port = TestPorts.free();
    var builder =
        new ProcessBuilder(
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--import-realm",
            "--db=dev-mem",
            "--http-host=127.0.0.1",
            "--http-port=" + TestPorts.free(),
            "--https-port=" + port,
            "--https-certificate-file=" + certificate,
            "--https-certificate-key-file=" + key);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakRealm.BOOTSTRAP);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", bootstrapPassword);
    process =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await();
  }

  String url() {
    return "https://localhost:" + port;
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void await() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!KeycloakRealm.answers(url())) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException("Keycloak does not start; see " + log);
      }
      try {
        Thread.sleep(250);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
