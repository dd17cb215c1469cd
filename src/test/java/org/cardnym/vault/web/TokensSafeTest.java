package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.runtime.OidcConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensSafeTest {
  @ParameterizedTest
  @CsvSource({
    "token.issuer, any",
    "token.audience, 'cardnym-vault,any'",
    "token.lifespan-grace, 86400",
    "token.lifespan-grace, -1",
    "roles.role-claim-path, scope",
    "roles.role-claim-path, 'roles,scope'",
    "roles.role-claim-path, resource_access/another/roles",
    "roles.source, userinfo",
    "application-type, hybrid",
    "public-key, MIIB"
  })
  void tokensThatProveLittleAreRefused(String name, String value) {
    assertThat(problems(name, value))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("quarkus.oidc." + name);
  }

  @ParameterizedTest
  @CsvSource({
    "token.issuer, https://issuer.example",
    "token.audience, cardnym-vault",
    "token.lifespan-grace, 10",
    "roles.role-claim-path, roles",
    "roles.role-claim-path, realm_access/roles",
    "roles.role-claim-path, resource_access/cardnym-vault/roles",
    "roles.source, accesstoken",
    "application-type, service"
  })
  void settingsThatDeploymentsNeedAreAllowed(String name, String value) {
    assertThat(problems(name, value)).isEmpty();
  }

  @Test
  void anIssuerBesideTheVaultsOwnIsRefused() {
    var config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(OidcConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "quarkus.oidc.auth-server-url", "https://issuer.example",
                        "quarkus.oidc.token.audience", "cardnym-vault",
                        "quarkus.oidc.other.auth-server-url", "https://other.example",
                        "quarkus.oidc.off.auth-server-url", "https://other.example",
                        "quarkus.oidc.off.tenant-enabled", "false"),
                    "test",
                    1))
            .build();

    assertThat(new TokensSafe(config).problems())
        .containsExactly("quarkus.oidc.other names an issuer beside the vault's own: remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0", "0.0.0.0/1", "11.0.0.0/8", "10.0.0.0/7", "2000::/3"})
  void proxiesThatAreEverybodyAreRefused(String range) {
    assertThat(proxies(range)).hasSize(1).first().asString().startsWith("cardnym.proxies");
    assertThat(proxies("192.0.2.7", range)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/8", "192.168.0.0/16", "172.16.0.0/12", "192.0.2.7", "2001:db8::/32"})
  void proxiesThatSomebodyRunsAreBelieved(String range) {
    assertThat(proxies(range)).isEmpty();
  }

  @Test
  void anyNumberOfProxiesIsEverybodyAsWell() {
    String[] many = new String[257];
    Arrays.setAll(many, i -> "192.0." + i / 256 + "." + i % 256);

    assertThat(proxies(many)).hasSize(1);
  }

  private static List<String> proxies(String... ranges) {
    return ProxiesSafe.problems(Arrays.stream(ranges).map(Network::parse).toList());
  }

  private static List<String> problems(String name, String value) {
    var config =
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(Map.of("quarkus.oidc." + name, value), "test", 1))
            .build();
    return new TokensSafe(config, Set.of()).problems();
  }
}
