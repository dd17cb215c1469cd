package org.cardnym.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines call by client credentials, set by environment or configuration file. */
class MachineTest {
  private final FakeServer server = new FakeServer();
  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void atTheVault() {
    cli = Cli.machineAt(server, home);
    server.answers("GET /admin/v1/whoami", 200, "{'subject':'ops'}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void idAndSecretTravelEncodedInTheHeader() {
    cli.run("whoami");

    FakeServer.Asked asked = server.asked().getFirst();
    assertThat(asked.body()).isEqualTo("grant_type=client_credentials");
    String pair = new String(Base64.getDecoder().decode(asked.caller().substring(6)), UTF_8);
    assertThat(pair).isEqualTo("ops:s3cret%2F+%2B%26");
  }

  @Test
  void aWrongSecretIsRefused() {
    server.answers("POST /oauth2/token", 401, "{'error':'invalid_client'}");

    Cli.Result result = cli.run("whoami");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("code: invalid_client").doesNotContain("s3cret");
  }

  @Test
  void aTokenEndpointThatCanNotServeIsUnreachable() {
    server.answers("POST /oauth2/token", 503, "");

    assertThat(cli.run("whoami").exit()).isEqualTo(4);
  }

  @Test
  void aTokenThatCouldBreakTheHeaderIsNotSent() {
    server.answers(
        "POST /oauth2/token", 200, "{'access_token':'a\\r\\nX: y','token_type':'Bearer'}");

    Cli.Result result = cli.run("whoami");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(server.askedOfVault()).isEmpty();
  }

  @Test
  void anotherKindOfTokenIsNotUsed() {
    server.answers("POST /oauth2/token", 200, "{'access_token':'a','token_type':'DPoP'}");

    assertThat(cli.run("whoami").err()).contains("gave no bearer token");
  }

  @Test
  void halfAnIdentityIsNone() {
    cli.environment.remove("CARDNYM_CLIENT_SECRET");

    Cli.Result result = cli.run("whoami");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("CARDNYM_CLIENT_SECRET");
  }

  @Test
  void withoutATokenEndpointItSaysSo() {
    cli.environment.remove("CARDNYM_TOKEN_URL");

    Cli.Result result = cli.run("whoami");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--token-url or CARDNYM_TOKEN_URL");
  }

  @Test
  void aConfigurationFileIsEnough() throws IOException {
    Cli bare = new Cli(home);
    secretFile("rw-------");
    Files.createDirectories(home.resolve(".config/cardnym"));
    Files.writeString(
        home.resolve(".config/cardnym/vault-admin.properties"),
        "url=%s\ntoken-url=%s\nca-file=%s\nclient-id=ops\nclient-secret-file=secret\n"
            .formatted(server.url(), server.tokenUrl(), home.resolve("ca.pem")));

    Cli.Result result = bare.run("whoami");

    assertThat(result.exit()).as(result.err()).isZero();
  }

  @Test
  void aSecretFileThatOthersMayReadIsRefused() throws IOException {
    cli.environment.remove("CARDNYM_CLIENT_SECRET");
    secretFile("rw-r--r--");
    Path config =
        Files.writeString(
            home.resolve("c.properties"), "client-secret-file=.config/cardnym/secret\n");

    Cli.Result result = cli.run("whoami", "--config", config.toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("code: file_too_open");
  }

  @Test
  void aSecretInTheConfigurationFileIsRefused() throws IOException {
    Path config = Files.writeString(home.resolve("c.properties"), "client-secret=s3cret\n");

    Cli.Result result = cli.run("whoami", "--config", config.toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("client-secret-file").doesNotContain("s3cret");
  }

  private void secretFile(String mode) throws IOException {
    Files.createDirectories(home.resolve(".config/cardnym"));
    Path secret = Files.writeString(home.resolve(".config/cardnym/secret"), "s3cret\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(mode));
  }
}
