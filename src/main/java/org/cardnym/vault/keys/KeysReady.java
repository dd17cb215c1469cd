package org.cardnym.vault.keys;

import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Unready while sealed or while the keysets can't be read. */
@Readiness
@ApplicationScoped
class KeysReady implements HealthCheck {
  private final Keys keys;

  KeysReady(Keys keys) {
    this.keys = keys;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      keys.requireFresh();
      return HealthCheckResponse.named("keys").status(keys.open()).build();
    } catch (Refusal stale) {
      return HealthCheckResponse.named("keys").down().withData("code", stale.code().wire()).build();
    }
  }
}
