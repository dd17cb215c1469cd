package org.cardnym.vault.standing;

import jakarta.enterprise.context.ApplicationScoped;
import org.cardnym.vault.keys.Keys;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether a recovery is under way. A replica in one is ready: it tells payers to come back.
 */
@Readiness
@ApplicationScoped
class StandingReady implements HealthCheck {
  private final Recoveries recoveries;
  private final Keys keys;

  StandingReady(Recoveries recoveries, Keys keys) {
    this.recoveries = recoveries;
    this.keys = keys;
  }

  @Override
  public HealthCheckResponse call() {
    String state = recoveries.closed() ? "recovery" : keys.open() ? "serving" : "sealed";
    return HealthCheckResponse.named("standing").up().withData("state", state).build();
  }
}
