package org.cardnym.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;

/** The vault of every test, but with a real Keycloak as its issuer. */
public class KeycloakVault extends TestVault {
  private Keycloak keycloak;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = super.start();
    String bootstrap = UUID.randomUUID().toString();
    try {
      keycloak =
          new Keycloak(
              settings.get("quarkus.tls.api.key-store.pem.0.cert"),
              settings.get("quarkus.tls.api.key-store.pem.0.key"),
              bootstrap);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    settings.put("quarkus.oidc.auth-server-url", keycloak.url() + "/realms/" + Keycloak.REALM);
    settings.put("cardnym.test.keycloak", keycloak.url());
    settings.put("cardnym.test.keycloak-bootstrap", bootstrap);
    try {
      String secret = secretFile("provider-secret", KeycloakRealm.PAGES_SECRET);
      provider(settings, "typed", KeycloakRealm.PAGES, secret);
      provider(settings, "touched", KeycloakRealm.PAGES_WITH_SENSOR, secret);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return settings;
  }

  /** Its realm as an identity service of payers. */
  private static void provider(
      Map<String, String> settings, String name, String client, String secret) {
    String prefix = "cardnym.biometric." + name + ".";
    settings.put(prefix + "issuer", settings.get("quarkus.oidc.auth-server-url"));
    settings.put(prefix + "client-id", client);
    settings.put(prefix + "display-name", "Keycloak " + name);
    settings.put(prefix + "secret-file", secret);
    settings.put(prefix + "trust-file", settings.get("quarkus.tls.api.key-store.pem.0.cert"));
    settings.put(prefix + "patience", "15S");
  }

  @Override
  public void stop() {
    keycloak.close();
    super.stop();
  }
}
