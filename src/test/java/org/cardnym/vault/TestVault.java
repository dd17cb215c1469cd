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
  private TestIssuer issuer;
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
      settings.put("quarkus.management.test-port", "0");
      var certificate = new TestCertificate("localhost");
      String pem = secretFile("certificate.pem", certificate.certificatePem());
      doors(settings, pem, secretFile("key.pem", certificate.keyPem()));
      issuer = new TestIssuer(certificate);
      settings.put("quarkus.oidc.auth-server-url", issuer.url());
      settings.put("quarkus.oidc.tls.tls-configuration-name", "oidc");
      settings.put("quarkus.tls.oidc.trust-store.pem.certs", pem);
      settings.put("cardnym.test.issuer-key", issuer.key());
      settings.put(
          "cardnym.loosen",
          "plain-pages,localhost-pages,development-ca,loopback-banks,loopback-webhooks,plain-shops,plain-mail,single-database,one-operator");
      settings.put(
          "cardnym.root-key.file", secretFile("root-key.json", TestRootKey.json(PASSPHRASE)));
      settings.put("cardnym.root-key.passphrase-file", secretFile("passphrase", PASSPHRASE + "\n"));
      settings.put("cardnym.approvers.file", secretFile("approvers.jsonl", ""));
      settings.put("cardnym.audit.heads-file", folder.resolve("heads").toString());
      settings.put("cardnym.audit.journal-file", folder.resolve("journal").toString());
      return settings;
    } catch (IOException failed) {
      throw new IllegalStateException("the test's PostgreSQL does not start", failed);
    }
  }

  @Override
  public void stop() {
    try {
      issuer.close();
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

  /** Pages plain, APIs by TLS. */
  private static void doors(Map<String, String> settings, String certificate, String key) {
    int pages = TestPorts.free();
    int api = TestPorts.free();
    settings.put("quarkus.http.test-port", Integer.toString(pages));
    settings.put("quarkus.http.test-ssl-port", Integer.toString(api));
    settings.put("cardnym.doors", "payer,merchant,admin");
    settings.put("cardnym.pages.origin", "http://localhost:" + pages);
    settings.put("cardnym.api.origin", "https://localhost:" + api);
    settings.put("cardnym.admin.origin", "https://localhost:" + api);
    settings.put("quarkus.http.insecure-requests", "enabled");
    settings.put("quarkus.http.tls-configuration-name", "api");
    settings.put("quarkus.tls.api.key-store.pem.0.cert", certificate);
    settings.put("quarkus.tls.api.key-store.pem.0.key", key);
  }

  String secretFile(String name, String content) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content).toString();
  }
}
