package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code login} and {@code logout}: the device flow, what is kept, and what is done with it. */
class LoginTest {
  private static final String TOKEN = "POST /oauth2/token";
  private static final String WHOAMI = "GET /admin/v1/whoami";
  private static final String GRANTED =
      "{'access_token':'person-token','token_type':'bearer','expires_in':300,'refresh_token':'r1'}";

  private final FakeServer server = new FakeServer();
  @TempDir Path home;
  private Cli cli;
  private Path kept;

  @BeforeEach
  void withAProvider() {
    cli = Cli.personAt(server, home);
    kept = home.resolve(".local/state/cardnym/vault-admin-login.json");
    discovery("/oauth2/device_authorization");
    server.answers(
        "POST /oauth2/device_authorization",
        200,
        "{'device_code':'d3vice','user_code':'WDJB-MJHT','verification_uri':'https://id.example/device',"
            + "'expires_in':600,'interval':2}");
    server.answers(TOKEN, 400, "{'error':'authorization_pending'}");
    server.thenAnswers(TOKEN, 400, "{'error':'slow_down'}");
    server.thenAnswers(TOKEN, 200, GRANTED);
    server.answers(WHOAMI, 200, "{'subject':'anna'}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void waitsForThePersonAndKeepsTheTokensPrivately() throws IOException {
    Cli.Result result = cli.run("login", "--output", "json");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("Open https://id.example/device", "enter WDJB-MJHT");
    assertThat(result.out()).contains("\"expiresAt\" : \"2026-11-22T10:05:00Z\"");
    assertThat(cli.pauses)
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(7));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(result.out() + result.err()).doesNotContain("person-token", "d3vice", "r1\"");
  }

  @Test
  void commandsThenCallAsThatPerson() {
    cli.run("login");

    Cli.Result result = cli.run("whoami");

    assertThat(result.out()).contains("anna");
    assertThat(server.askedOfVault().getLast().caller()).isEqualTo("Bearer person-token");
  }

  @Test
  void theStateFolderOfTheEnvironmentIsUsed() {
    cli.environment.put("XDG_STATE_HOME", home.resolve("state").toString());

    cli.run("login");

    assertThat(home.resolve("state/cardnym/vault-admin-login.json")).exists();
    assertThat(kept).doesNotExist();
  }

  @Test
  void anEndingTokenIsRenewedOnce() {
    cli.run("login");
    server.answers(TOKEN, 200, "{'access_token':'second','token_type':'Bearer','expires_in':300}");
    cli.clock = Clock.fixed(Cli.NOW.plusSeconds(290), ZoneOffset.UTC);

    cli.run("whoami");
    cli.run("whoami");

    assertThat(server.askedOfVault())
        .extracting(FakeServer.Asked::caller)
        .containsOnly("Bearer second");
    assertThat(server.asked())
        .filteredOn(a -> a.body().contains("grant_type=refresh_token&refresh_token=r1"))
        .hasSize(1);
  }

  @Test
  void theTokenIsShownToNoOtherVault() {
    cli.run("login");
    try (FakeServer other = new FakeServer()) {
      Cli.Result result = cli.run("whoami", "--url", other.url());

      assertThat(result.exit()).isEqualTo(3);
      assertThat(result.err()).contains("another vault", "code: not_signed_in");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void aKeptFileThatOthersMayReadIsNotUsed() throws IOException {
    cli.run("login");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r--r--"));

    Cli.Result result = cli.run("whoami");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("code: file_too_open");
  }

  @Test
  void withoutASignInTheVaultIsNotAsked() {
    Cli.Result result = cli.run("whoami");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("Nobody is signed in", "vault-admin login");
    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "access_denied, refused in the browser",
    "expired_token, in time",
    "invalid_grant, refused to give"
  })
  void whatThePersonDoesNotConfirmIsRefused(String error, String told) {
    server.answers(TOKEN, 400, "{'error':'" + error + "'}");

    Cli.Result result = cli.run("login");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains(told);
    assertThat(kept).doesNotExist();
  }

  @Test
  void aProviderWithoutDeviceFlowIsTold() {
    discovery(null);

    Cli.Result result = cli.run("login");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("doesn't offer signing in by device code");
  }

  @Test
  void aDocumentThatNamesAnotherIssuerIsNotBelieved() {
    server.answers(
        "GET /.well-known/openid-configuration",
        200,
        "{'issuer':'https://evil.example','token_endpoint':'" + server.tokenUrl() + "'}");

    Cli.Result result = cli.run("login");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("No OpenID configuration that fits");
  }

  @Test
  void anIssuerIsEnough() {
    cli.environment.remove("CARDNYM_TOKEN_URL");
    cli.environment.put("CARDNYM_ISSUER", server.url() + "/");

    assertThat(cli.run("login").exit()).isZero();
  }

  @Test
  void textOfTheProviderCanNotCommandTheTerminal() {
    server.answers(
        "POST /oauth2/device_authorization",
        200,
        "{'device_code':'d','user_code':'\\u001b[2J','verification_uri':'https://\\u202eid','interval':1}");

    assertThat(cli.run("login").err()).contains("\\u{1B}[2J", "\\u{202E}").doesNotContain("\u001b");
  }

  @Test
  void logoutRevokesAndForgets() {
    server.answers("POST /oauth2/revoke", 200, "");
    cli.run("login");

    Cli.Result result = cli.run("logout", "--output", "json");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("\"signedIn\" : false", "\"revoked\" : true");
    assertThat(server.asked().getLast().body()).isEqualTo("token=r1&client_id=vault-admin");
    assertThat(kept).doesNotExist();
  }

  @Test
  void logoutForgetsEvenWhereNobodyAnswers() {
    cli.run("login");
    server.close();

    Cli.Result result = cli.run("logout");

    assertThat(result.exit()).isZero();
    assertThat(kept).doesNotExist();
  }

  @Test
  void logoutAgainIsDoneAlready() {
    assertThat(cli.run("logout").exit()).isZero();
  }

  private void discovery(@Nullable String device) {
    String rest =
        device == null ? "" : ",'device_authorization_endpoint':'" + server.url() + device + "'";
    server.answers(
        "GET /.well-known/openid-configuration",
        200,
        "{'issuer':'%s','token_endpoint':'%s','revocation_endpoint':'%s/oauth2/revoke'%s}"
            .formatted(server.url(), server.tokenUrl(), server.url(), rest));
  }
}
