package org.cardnym.bank;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.cardnym.bank.keys.EncryptionChoice;
import org.cardnym.bank.keys.KeyDirectory;
import org.cardnym.bank.link.Patience;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A whole bank on real sockets and a database of its own, for one test class. */
final class RunningBank implements BeforeAllCallback, AfterAllCallback {

  static final String INSTITUTION = "test-bank";
  static final String ISSUER = "https://vault.test.example";
  static final String VAULT_NAME = "vault.test.example";

  final TestClock clock = new TestClock();
  final TestAuthority authority = new TestAuthority("Test CA");
  final String database = TestPostgres.newDatabase();
  final ECKey vaultKey = newSignatureKey();
  final Path folder = newFolder();

  private final EncryptionChoice encryption;
  private final Patience patience = new Patience(Duration.ofMillis(300), Duration.ofMillis(500));
  private @Nullable ReferenceBank bank;

  RunningBank() {
    this(EncryptionChoice.ECDH_ES);
  }

  RunningBank(EncryptionChoice encryption) {
    this.encryption = encryption;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    authority.writeCertificate(folder.resolve("ca.pem"));
    authority.writeServer(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
    Files.writeString(
        folder.resolve("vault-jwks.json"), new JWKSet(vaultKey.toPublicJWK()).toString());
    new KeyDirectory(folder.resolve("keys")).init(INSTITUTION, encryption);
    try (var out = Files.newOutputStream(configFile())) {
      properties().store(out, null);
    }
    start();
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("keys", "keys");
    properties.put("institution", INSTITUTION);
    properties.put("issuer", ISSUER);
    properties.put("vault-jwks", "vault-jwks.json");
    properties.put("link.host", "localhost");
    properties.put("link.port", "0");
    properties.put("link.tls.certificate", "server.pem");
    properties.put("link.tls.key", "server-key.pem");
    properties.put("link.tls.client-ca", "ca.pem");
    properties.put("link.tls.client-name", VAULT_NAME);
    properties.put("desk.host", "localhost");
    properties.put("desk.port", "0");
    properties.put("database.url", TestPostgres.url(database));
    properties.put("database.user", "postgres");
    properties.put("database.password", "postgres");
    return properties;
  }

  Path configFile() {
    return folder.resolve("bank.properties");
  }

  void start() throws Exception {
    bank = ReferenceBank.start(ConfigFile.read(configFile()), clock, patience);
  }

  private ReferenceBank running() {
    return Objects.requireNonNull(bank);
  }

  void restart() throws Exception {
    running().close();
    start();
  }

  void housekeeping() {
    running().housekeeping();
  }

  int linkPort() {
    return running().linkPort();
  }

  int deskPort() {
    return running().deskPort();
  }

  JWKSet publicKeys() throws Exception {
    return JWKSet.load(folder.resolve("keys/public-jwks.json").toFile());
  }

  List<String> texts(String sql) {
    return TestPostgres.texts(database, sql);
  }

  long count(String sql) {
    return Long.parseLong(texts(sql).get(0));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    running().close();
  }

  static ECKey newSignatureKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("bank test");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
