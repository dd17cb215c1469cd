package org.cardnym.vault.web;

import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cardnym.vault.readiness.StartCheck;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses settings that would accept tokens of another issuer, tokens long dead, or roles that
 * callers can give themselves.
 */
@ApplicationScoped
class TokensSafe implements StartCheck {
  /** Where an issuer writes roles, and nobody else: as it comes, and as Keycloak has it. */
  private static final Set<String> ROLE_CLAIMS =
      Set.of("roles", "realm_access/roles", "resource_access/cardnym-vault/roles");

  private static final int MOST_GRACE_SECONDS = 60;
  private static final String OIDC = "quarkus.oidc.";

  private final Config config;
  private final Set<String> tenants;

  @Inject
  TokensSafe(Config config) {
    this(config, named(config));
  }

  TokensSafe(Config config, Set<String> tenants) {
    this.config = config;
    this.tenants = tenants;
  }

  @Override
  public List<String> problems() {
    var problems = new ArrayList<String>();
    for (String tenant : new TreeSet<>(tenants)) {
      problems.add(OIDC + tenant + " names an issuer beside the vault's own: remove it");
    }
    if (list("token.issuer").contains("any")) {
      problems.add(OIDC + "token.issuer must not be 'any'");
    }
    if (list("token.audience").contains("any")) {
      problems.add(OIDC + "token.audience must not be 'any'");
    }
    int grace = config.getOptionalValue(OIDC + "token.lifespan-grace", Integer.class).orElse(0);
    if (grace < 0 || grace > MOST_GRACE_SECONDS) {
      problems.add(OIDC + "token.lifespan-grace must be at most " + MOST_GRACE_SECONDS);
    }
    if (!ROLE_CLAIMS.containsAll(list("roles.role-claim-path"))) {
      problems.add(OIDC + "roles.role-claim-path must be one of " + new TreeSet<>(ROLE_CLAIMS));
    }
    mustBe(problems, "roles.source", "accesstoken");
    mustBe(problems, "application-type", "service");
    if (!list("public-key").isEmpty()) {
      problems.add(OIDC + "public-key must not be set: the issuer's keys are asked of it");
    }
    return problems;
  }

  private void mustBe(List<String> problems, String name, String value) {
    if (!list(name).stream().allMatch(value::equals)) {
      problems.add(OIDC + name + " must be '" + value + "'");
    }
  }

  private List<String> list(String name) {
    return config.getOptionalValues(OIDC + name, String.class).orElse(List.of()).stream()
        .map(value -> value.trim().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** All whose tokens are accepted, but the one without a name. */
  private static Set<String> named(Config config) {
    Map<String, OidcTenantConfig> all =
        config.unwrap(SmallRyeConfig.class).getConfigMapping(OidcConfig.class).namedTenants();
    return all.entrySet().stream()
        .filter(tenant -> !tenant.getKey().equals(OidcConfig.DEFAULT_TENANT_KEY))
        .filter(tenant -> tenant.getValue().tenantEnabled())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
