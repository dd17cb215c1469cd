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
    return settings;
  }

  @Override
  public void stop() {
    keycloak.close();
    super.stop();
  }
}
