package org.cardnym.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.cardnym.bank.https.TlsFiles;
import org.cardnym.bank.ledger.DatabaseSettings;

/**
 * Reads the properties file of {@code serve}; relative paths start at its folder. Every error names
 * its property.
 */
final class ConfigFile {

  private static final Set<String> KNOWN =
      Set.of(
          "keys",
          "institution",
          "issuer",
          "vault-jwks",
          "link.host",
          "link.port",
          "link.tls.certificate",
          "link.tls.key",
          "link.tls.client-ca",
          "link.tls.client-name",
          "desk.host",
          "desk.port",
          "database.url",
          "database.user",
          "database.password");
  private static final String INSTITUTION = "[a-z0-9-]{3,32}";
  private static final int LAST_PORT = 65_535;

  private final Properties properties = new Properties();
  private final Path folder;

  private ConfigFile(Path file) throws IOException {
    this.folder = file.toAbsolutePath().resolveSibling("");
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    }
  }

  static BankConfig read(Path file) throws IOException {
    return new ConfigFile(file).config();
  }

  private BankConfig config() {
    refuseUnknown();
    Path certificate = path("link.tls.certificate");
    Path key = path("link.tls.key");
    Path clientAnchors = path("link.tls.client-ca");
    return new BankConfig(
        path("keys"),
        matching("institution", INSTITUTION),
        matching("issuer", "https://.+"),
        path("vault-jwks"),
        listener("link", new TlsFiles(certificate, key, Optional.of(clientAnchors))),
        Optional.ofNullable(properties.getProperty("link.tls.client-name")).map(String::strip),
        listener("desk", new TlsFiles(certificate, key, Optional.empty())),
        new DatabaseSettings(
            required("database.url"),
            required("database.user"),
            properties.getProperty("database.password", "")));
  }

  private void refuseUnknown() {
    Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new UsageException("unknown properties: " + String.join(", ", unknown));
    }
  }

  private BankConfig.Listener listener(String name, TlsFiles tls) {
    return new BankConfig.Listener(required(name + ".host"), port(name + ".port"), tls);
  }

  private int port(String name) {
    String text = matching(name, "[0-9]{1,5}");
    int port = Integer.parseInt(text);
    if (port > LAST_PORT) {
      throw new UsageException(name + " is no port");
    }
    return port;
  }

  private Path path(String name) {
    return folder.resolve(required(name));
  }

  private String matching(String name, String pattern) {
    String value = required(name);
    if (!value.matches(pattern)) {
      throw new UsageException(name + " must match " + pattern);
    }
    return value;
  }

  private String required(String name) {
    String value = properties.getProperty(name, "").strip();
    if (value.isEmpty()) {
      throw new UsageException("missing property: " + name);
    }
    return value;
  }
}
