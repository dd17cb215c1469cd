package org.cardnym.vault.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses an OIDC issuer that anybody on the way could speak for, and tokens that were not made for
 * the vault.
 */
@ApplicationScoped
class IssuerSafe implements StartCheck {
  private final Doors doors;
  private final boolean enabled;
  private final Optional<String> issuer;
  private final Optional<List<String>> audience;
  private final Optional<String> verification;

  IssuerSafe(
      Doors doors,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "true") boolean enabled,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer,
      @ConfigProperty(name = "quarkus.oidc.token.audience") Optional<List<String>> audience,
      @ConfigProperty(name = "quarkus.oidc.tls.verification") Optional<String> verification) {
    this.doors = doors;
    this.enabled = enabled;
    this.issuer = issuer;
    this.audience = audience;
    this.verification = verification;
  }

  @Override
  public List<String> problems() {
    // With the tenant off no token is accepted, so nothing is open.
    if (!enabled || !(doors.serves(Door.MERCHANT) || doors.serves(Door.ADMIN))) {
      return List.of();
    }
    var problems = new ArrayList<String>();
    if (issuer.filter(url -> url.startsWith("https://")).isEmpty()) {
      problems.add("quarkus.oidc.auth-server-url must be an https address");
    }
    if (audience.filter(names -> names.contains("cardnym-vault")).isEmpty()) {
      problems.add("quarkus.oidc.token.audience must be cardnym-vault");
    }
    if (verification.filter(how -> !how.equalsIgnoreCase("required")).isPresent()) {
      problems.add("quarkus.oidc.tls.verification must be left as it is");
    }
    return problems;
  }
}
