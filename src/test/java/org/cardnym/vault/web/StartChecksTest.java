package org.cardnym.vault.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.TestCertificate;
import org.cardnym.vault.readiness.Loosened.Check;
import org.cardnym.vault.readiness.TestLoosened;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartChecksTest {
  private static final List<String> ALL = List.of("payer", "merchant", "admin");

  @Test
  void anIssuerWithoutTlsIsRefused() {
    assertThat(issuer("http://issuer.example", "cardnym-vault", null))
        .containsExactly("quarkus.oidc.auth-server-url must be an https address");
    assertThat(issuer(null, "cardnym-vault", null)).hasSize(1);
    assertThat(issuer("https://issuer.example", "cardnym-vault", null)).isEmpty();
  }

  @Test
  void anIssuerWhoseCertificateNobodyChecksIsRefused() {
    assertThat(issuer("https://issuer.example", "cardnym-vault", "none")).hasSize(1);
    assertThat(issuer("https://issuer.example", "cardnym-vault", "required")).isEmpty();
  }

  @Test
  void tokensForOthersAreRefused() {
    assertThat(issuer("https://issuer.example", "another", null)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"https://vault.example", "https://vault.example:8443"})
  void anOriginIsSchemeHostAndPort(String origin) {
    assertThat(
            new Doors(
                    ALL,
                    Optional.of("https://pay.example"),
                    Optional.of(origin),
                    Optional.of(origin))
                .isAt(Door.MERCHANT, "https", origin.substring("https://".length())))
        .isTrue();
  }

  @Test
  void theUsualPortMayBeLeftOut() {
    var doors =
        new Doors(ALL, Optional.of("https://pay.example:443"), Optional.empty(), Optional.empty());

    assertThat(doors.isAt(Door.PAYER, "https", "pay.example")).isTrue();
    assertThat(doors.isAt(Door.PAYER, "https", "pay.example:443")).isTrue();
    assertThat(doors.isAt(Door.PAYER, "http", "pay.example:443")).isFalse();
    assertThat(doors.isAt(Door.MERCHANT, "https", "pay.example")).isFalse();
  }

  @Test
  void pagesWithoutTlsAreRefusedUnlessLoosened() {
    assertThat(pages("http://pay.example")).contains("cardnym.pages.origin must be https");
    assertThat(pages("http://pay.example", Check.PLAIN_PAGES)).isEmpty();
    assertThat(pages("https://pay.example")).isEmpty();
  }

  @Test
  void pagesOfThisMachineAreRefusedUnlessLoosened() {
    assertThat(pages("https://localhost:8443"))
        .contains("cardnym.pages.origin must not be this machine's own name");
    assertThat(pages("https://127.0.0.1")).hasSize(1);
    assertThat(pages("https://localhost:8443", Check.LOCALHOST_PAGES)).isEmpty();
    assertThat(pages("https://localhost:8443", Check.PLAIN_PAGES)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pay.example",
        "https://pay.example/",
        "https://pay.example/x",
        "https://a@pay.example",
        "ftp://pay.example"
      })
  void whatIsNoOriginIsRefused(String origin) {
    assertThat(pages(origin, Check.values())).hasSize(1);
  }

  @Test
  void apisWithoutTlsAreNeverServed() {
    var doors =
        new Doors(
            List.of("merchant", "admin"),
            Optional.empty(),
            Optional.of("http://api.example"),
            Optional.empty());

    assertThat(addresses(doors, "disabled", Check.values()))
        .containsExactly(
            "cardnym.api.origin must be https",
            "cardnym.admin.origin must be this door's origin, for instance https://pay.example");
  }

  @Test
  void pagesAndApiNeverShareAnOrigin() {
    Optional<String> one = Optional.of("https://vault.example");

    assertThat(addresses(new Doors(ALL, one, one, one), "disabled"))
        .containsExactly("cardnym.pages.origin must differ from cardnym.api.origin");
  }

  @Test
  void aPlainListenerWantsAReason() {
    Optional<String> pages = Optional.of("https://pay.example");
    var doors = new Doors(List.of("payer"), pages, Optional.empty(), Optional.empty());

    assertThat(addresses(doors, "enabled")).hasSize(1);
    assertThat(addresses(doors, "enabled", Check.PLAIN_PAGES)).isEmpty();
    assertThat(addresses(doors, "redirect")).isEmpty();
  }

  @Test
  void aDevelopmentAuthorityIsRefusedUnlessLoosened(@TempDir Path folder) throws IOException {
    Path theirs =
        Files.writeString(
            folder.resolve("dev.pem"), new TestCertificate("Some Development CA").certificatePem());
    Path ours =
        Files.writeString(
            folder.resolve("ca.pem"), new TestCertificate("Some CA").certificatePem());

    assertThat(tls("quarkus.tls.oidc.trust-store.pem.certs", theirs)).hasSize(1);
    assertThat(tls("quarkus.tls.api.key-store.pem.0.cert", theirs)).hasSize(1);
    assertThat(tls("quarkus.tls.oidc.trust-store.pem.certs", theirs, Check.DEVELOPMENT_CA))
        .isEmpty();
    assertThat(tls("quarkus.tls.oidc.trust-store.pem.certs", ours)).isEmpty();
  }

  @Test
  void tlsThatChecksNothingIsNeverAllowed() {
    assertThat(tls("quarkus.tls.trust-all", true, Check.values())).hasSize(1);
    assertThat(tls("quarkus.tls.oidc.trust-all", true, Check.values())).hasSize(1);
    assertThat(tls("quarkus.tls.oidc.trust-all", false)).isEmpty();
    assertThat(tls("quarkus.tls.oidc.hostname-verification-algorithm", "NONE", Check.values()))
        .hasSize(1);
    assertThat(tls("quarkus.tls.oidc.hostname-verification-algorithm", "HTTPS")).isEmpty();
  }

  @Test
  void aDoorThatThereIsNotIsRefused() {
    assertThatThrownBy(() ->
            new Doors(List.of("cellar"), Optional.empty(), Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLoosenedVaultListensToThisMachineOnly() {
    assertThat(listeners("0.0.0.0", "127.0.0.1", Check.PLAIN_MAIL))
        .containsExactly("quarkus.http.host must be 127.0.0.1 while cardnym.loosen is set");
    assertThat(listeners("localhost", "192.0.2.1", Check.PLAIN_MAIL)).hasSize(1);
    assertThat(listeners(null, null, Check.PLAIN_MAIL)).hasSize(2);
    assertThat(listeners("::1", "localhost", Check.PLAIN_MAIL)).isEmpty();
    assertThat(listeners("0.0.0.0", "192.0.2.1")).isEmpty();
  }

  @Test
  void everyLogHandlerThatIsOnWantsTheFilter() {
    assertThat(logs(Map.of())).containsExactly("quarkus.log.console.filter must be 'allow-list'");
    assertThat(logs(Map.of("quarkus.log.console.filter", "allow-list"))).isEmpty();
    assertThat(logs(Map.of("quarkus.log.console.enabled", "false"))).isEmpty();
    assertThat(logs(off("quarkus.log.file.enabled", "true"))).hasSize(1);
    assertThat(logs(off("quarkus.log.file.enable", "true"))).hasSize(1);
    assertThat(logs(off("quarkus.log.socket.enabled", "true"))).hasSize(1);
    assertThat(logs(off("quarkus.log.file.path", "vault.log"))).isEmpty();
    assertThat(logs(off("quarkus.log.handler.syslog.\"away\".endpoint", "192.0.2.1:514")))
        .containsExactly("quarkus.log.handler.syslog.\"away\".filter must be 'allow-list'");
    assertThat(logs(off("quarkus.log.handler.file.x.enabled", "false"))).isEmpty();
    assertThat(logs(off("quarkus.log.handler.file.x.filter", "allow-list"))).isEmpty();
  }

  private static Map<String, String> off(String property, String value) {
    return Map.of("quarkus.log.console.enabled", "false", property, value);
  }

  private static List<String> logs(Map<String, String> properties) {
    var config =
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(properties, "test", 1))
            .build();
    return new LogSafe(config, LaunchMode.NORMAL).problems();
  }

  private static List<String> listeners(
      @Nullable String host, @Nullable String management, Check... loosened) {
    return new ListenersSafe(
            TestLoosened.of(loosened), Optional.ofNullable(host), Optional.ofNullable(management))
        .problems();
  }

  private static List<String> pages(String origin, Check... loosened) {
    var doors =
        new Doors(List.of("payer"), Optional.of(origin), Optional.empty(), Optional.empty());
    return addresses(doors, "disabled", loosened);
  }

  private static List<String> addresses(Doors doors, String insecure, Check... loosened) {
    var addresses = new Addresses(Optional.empty(), new CurrentVertxRequest());
    return new AddressesSafe(
            doors, addresses, TestLoosened.of(loosened), Optional.of(insecure), false)
        .problems();
  }

  private static List<String> tls(String property, Object value, Check... loosened) {
    var config =
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(Map.of(property, value.toString()), "test", 1))
            .build();
    return new TlsSafe(config, TestLoosened.of(loosened)).problems();
  }

  private static List<String> issuer(
      @Nullable String url, String audience, @Nullable String verification) {
    var doors = new Doors(ALL, Optional.empty(), Optional.empty(), Optional.empty());
    return new IssuerSafe(
            doors,
            true,
            Optional.ofNullable(url),
            Optional.of(List.of(audience)),
            Optional.ofNullable(verification))
        .problems();
  }
}
