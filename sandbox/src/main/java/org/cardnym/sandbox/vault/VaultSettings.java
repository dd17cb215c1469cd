package org.cardnym.sandbox.vault;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cardnym.sandbox.authority.Issued;
import org.cardnym.sandbox.database.Account;
import org.jspecify.annotations.Nullable;

/**
 * What a replica of the vault is told, as its {@code application.properties}. Production's profile
 * holds, save the checks that are loosened here by name.
 */
public record VaultSettings(
    VaultAddress address,
    Path rootKey,
    Path passphrase,
    Path approvers,
    Account database,
    int databasePort,
    Path authority,
    Issued tls,
    String identityIssuer,
    Device device,
    int smtpPort,
    @Nullable Texts texts) {
  /** Who the vault says it is in messages to banks. */
  public static final String ISSUER = "https://vault.sandbox.example";

  private static final List<String> LOOSENED =
      List.of(
          "plain-pages",
          "localhost-pages",
          "development-ca",
          "loopback-banks",
          "loopback-webhooks",
          "plain-shops",
          "plain-mail",
          "single-database",
          "plain-providers",
          "plain-sms",
          "one-operator");

  /** One that sends no text messages. */
  public VaultSettings(
      VaultAddress address,
      Path rootKey,
      Path passphrase,
      Path approvers,
      Account database,
      int databasePort,
      Path authority,
      Issued tls,
      String identityIssuer,
      Device device,
      int smtpPort) {
    this(
        address,
        rootKey,
        passphrase,
        approvers,
        database,
        databasePort,
        authority,
        tls,
        identityIssuer,
        device,
        smtpPort,
        null);
  }

  /**
   * The demo phone, whose service is the identity provider's.
   *
   * @param secretFile holds the client's secret
   */
  public record Device(String clientId, Path secretFile) {}

  /**
   * Where text messages are left.
   *
   * @param tokenFile holds what is shown there
   */
  public record Texts(String endpoint, Path tokenFile) {}

  Map<String, String> properties() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("cardnym.doors", "payer,merchant,admin");
    all.put("cardnym.pages.origin", address.pagesOrigin());
    all.put("cardnym.api.origin", address.apiOrigin());
    all.put("cardnym.admin.origin", address.apiOrigin());
    all.put("cardnym.issuer", ISSUER);
    all.put("cardnym.root-key.file", rootKey.toString());
    all.put("cardnym.root-key.passphrase-file", passphrase.toString());
    all.put("cardnym.root-key.next-file", rootKey.resolveSibling("next-root-key.json").toString());
    all.put(
        "cardnym.root-key.next-passphrase-file",
        rootKey.resolveSibling("next-root-key.passphrase").toString());
    all.put("cardnym.approvers.file", approvers.toString());
    all.put("cardnym.loosen", String.join(",", LOOSENED));
    // Everybody in a sandbox comes from one address and has one of the same few test cards.
    all.put("cardnym.limit.contact-codes-per-address.tries", "1000");
    all.put("cardnym.limit.proofs-set-per-address.tries", "1000");
    all.put("cardnym.limit.card-tries-per-address.tries", "1000");
    all.put("cardnym.limit.card-tries-per-fingerprint.tries", "100");
    all.put("cardnym.limit.proofs-per-address.tries", "1000");
    all.put("quarkus.datasource.jdbc.url", database.jdbcUrl(databasePort));
    all.put("quarkus.datasource.username", database.name());
    all.put("quarkus.datasource.password", database.password());
    all.put("quarkus.http.host", "127.0.0.1");
    all.put("quarkus.http.port", String.valueOf(address.httpPort()));
    all.put("quarkus.http.ssl-port", String.valueOf(address.tlsPort()));
    all.put("quarkus.http.insecure-requests", "enabled");
    all.put("quarkus.http.tls-configuration-name", "api");
    all.put("quarkus.tls.api.key-store.pem.\"0\".cert", tls.certificate().toString());
    all.put("quarkus.tls.api.key-store.pem.\"0\".key", tls.key().toString());
    all.put("quarkus.tls.identity.trust-store.pem.certs", listItem(authority));
    all.put("quarkus.oidc.tls.tls-configuration-name", "identity");
    all.put("quarkus.oidc.auth-server-url", identityIssuer);
    all.put("quarkus.oidc.connection-delay", "30S");
    all.put("cardnym.biometric.phone.display-name", "the demo phone");
    all.put("cardnym.biometric.phone.issuer", identityIssuer);
    all.put("cardnym.biometric.phone.client-id", device.clientId());
    all.put("cardnym.biometric.phone.secret-file", device.secretFile().toString());
    all.put("cardnym.biometric.phone.trust-file", authority.toString());
    // Nobody balances a sandbox.
    all.put("quarkus.shutdown.delay", "0S");
    all.put("quarkus.management.host", "127.0.0.1");
    all.put("quarkus.management.port", String.valueOf(address.managementPort()));
    all.put("quarkus.mailer.mock", "false");
    all.put("quarkus.mailer.from", "Cardnym <no-reply@vault.sandbox.example>");
    all.put("quarkus.mailer.host", "127.0.0.1");
    all.put("quarkus.mailer.port", String.valueOf(smtpPort));
    all.put("quarkus.mailer.tls", "false");
    all.put("quarkus.mailer.start-tls", "DISABLED");
    if (texts != null) {
      all.put("cardnym.sms.endpoint", texts.endpoint());
      all.put("cardnym.sms.token-file", texts.tokenFile().toString());
      all.put("cardnym.limit.texts-per-address.tries", "1000");
    }
    return all;
  }

  /** The file's text; no value is an expression, no path is taken apart. */
  String text() {
    StringBuilder text = new StringBuilder();
    properties()
        .forEach((key, value) ->
            text.append(escapeKey(key)).append('=').append(escape(value)).append('\n'));
    return text.toString();
  }

  private static String listItem(Path path) {
    return path.toString().replace("\\", "\\\\").replace(",", "\\,");
  }

  private static String escapeKey(String key) {
    return key.replace(":", "\\:").replace(" ", "\\ ");
  }

  /** As {@link java.util.Properties} reads it, with {@code $} kept from being an expression. */
  private static String escape(String value) {
    StringBuilder text = new StringBuilder();
    for (char letter : value.replace("${", "\\${").toCharArray()) {
      if (letter == '\\') {
        text.append("\\\\");
      } else if (letter < ' ' || letter > '~') {
        text.append(String.format("\\u%04x", (int) letter));
      } else {
        text.append(letter);
      }
    }
    return text.toString();
  }
}
