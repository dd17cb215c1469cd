package org.cardnym.vault;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.cardnym.vault.keys.TestRootKey;

/** A real PostgreSQL and a fresh root key for every test run of the vault. */
public class TestVault implements QuarkusTestResourceLifecycleManager {
  private static final String PASSPHRASE = "only for this test run";

  private EmbeddedPostgres postgres;
  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
      folder = Files.createTempDirectory("cardnym-test");
      var settings = new HashMap<String, String>();
      settings.put("quarkus.datasource.jdbc.url", postgres.getJdbcUrl("postgres", "postgres"));
      settings.put("quarkus.datasource.username", "postgres");
      settings.put("quarkus.datasource.password", "postgres");
      settings.put("quarkus.http.test-port", "0");
      settings.put("quarkus.management.test-port", "0");
      settings.put("quarkus.oidc.tenant-enabled", "false");
      settings.put("cardnym.pages.origin", "http://localhost:8081");
      settings.put(
          "cardnym.loosen",
          "plain-pages,localhost-pages,development-ca,loopback-banks,plain-shops,plain-mail,single-database");
      settings.put("cardnym.root-key.file", secretFile("root-key.json", TestRootKey.json(PASSPHRASE)));
      settings.put("cardnym.root-key.passphrase-file", secretFile("passphrase", PASSPHRASE + "\n"));
      return settings;
    } catch (IOException failed) {
      throw new IllegalStateException("the test's PostgreSQL does not start", failed);
    }
  }

  @Override
  public void stop() {
    try {
      postgres.close();
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private String secretFile(String name, String content) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content).toString();
  }
}
