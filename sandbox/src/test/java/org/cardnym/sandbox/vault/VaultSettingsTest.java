package org.cardnym.sandbox.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import org.cardnym.sandbox.authority.Issued;
import org.cardnym.sandbox.database.Account;
import org.junit.jupiter.api.Test;

class VaultSettingsTest {
  private static final Path ODD = Path.of("/a folder, ünd/${x}");

  private final VaultSettings settings =
      new VaultSettings(
          new VaultAddress(1, 2, 3, "http://localhost:1", "https://localhost:2"),
          ODD.resolve("root"),
          ODD.resolve("pass"),
          ODD.resolve("approvers"),
          new Account("cardnym", "secret"),
          5,
          ODD.resolve("ca.pem"),
          new Issued(ODD.resolve("tls.pem"), ODD.resolve("tls.key")),
          "https://localhost:6",
          new VaultSettings.Device("vault-pages", ODD.resolve("device")),
          7,
          new VaultSettings.Texts("http://127.0.0.1:8/api/texts", ODD.resolve("token")));

  @Test
  void oddPathsAreReadBackWithoutExpressionsOrLists() throws IOException {
    Properties read = new Properties();
    read.load(new StringReader(settings.text()));

    assertThat(read.getProperty("cardnym.root-key.file")).isEqualTo("/a folder, ünd/\\${x}/root");
    assertThat(read.getProperty("quarkus.tls.identity.trust-store.pem.certs"))
        .isEqualTo("/a folder\\, ünd/\\${x}/ca.pem");
  }

  @Test
  void everyListenerIsOnLoopback() {
    assertThat(settings.properties())
        .containsEntry("quarkus.http.host", "127.0.0.1")
        .containsEntry("quarkus.management.host", "127.0.0.1");
  }

  @Test
  void checksAreLoosenedOneByOne() {
    assertThat(settings.properties())
        .containsEntry(
            "cardnym.loosen",
            "plain-pages,localhost-pages,development-ca,loopback-banks,loopback-webhooks,plain-shops,plain-mail,single-database,plain-providers,plain-sms,one-operator");
  }
}
