package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} finds the step that is broken, says what to do, and skips what hangs on it. */
class DoctorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] CHECKS = {
    "config_file",
    "url",
    "ca_file",
    "name",
    "tcp",
    "tls",
    "provider",
    "token",
    "admin_api",
    "versions",
    "clock",
    "vault"
  };

  private final FakeServer server = new FakeServer();
  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void aHealthyVault() {
    cli = Cli.machineAt(server, home);
    cli.clock = Clock.systemUTC();
    server.answers(
        "GET /.well-known/openid-configuration",
        200,
        "{'issuer':'" + server.url() + "','token_endpoint':'" + server.tokenUrl() + "'}");
    server.answers("GET /admin/v1/whoami", 200, "{'subject':'ops','roles':['operator','auditor']}");
    answersStatus("{'state':'open','version':'1','replicas':[{'id':'a'},{'id':'b'}]}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void allThatWorksIsToldWithoutSecrets() {
    Cli.Result result = cli.run("doctor");

    assertThat(result.exit()).as(result.out()).isZero();
    assertThat(result.out())
        .contains(
            "ok       url          " + server.url(),
            "ok       token        given to the client ops",
            "ok       admin api    takes you for ops, roles: operator, auditor",
            "ok       clock        this machine and the vault agree",
            "ok       vault        open, replicas: 2",
            "warning  tls          the certificate is trusted, ends in 0 days",
            "                      next: Have the vault's certificate renewed.")
        .doesNotContain("s3cret", "machine-token", "fails", "skipped");
    assertThat(result.err()).isEqualToNormalizingNewlines("All works; look at the warnings.\n");
  }

  @Test
  void jsonHasEveryCheckInOneForm() throws JsonProcessingException {
    Cli.Result result = cli.run("doctor", "--output", "json");

    JsonNode report = JSON.readTree(result.out());
    assertThat(result.err()).isEmpty();
    assertThat(report.path("state").asText()).isEqualTo("warning");
    assertThat(report.path("checks").findValuesAsText("check")).containsExactly(CHECKS);
    assertThat(report.path("checks").valueStream())
        .allSatisfy(check ->
            assertThat(check.fieldNames())
                .toIterable()
                .containsExactly("check", "state", "finding", "code", "next"));
  }

  @Test
  void theVaultsOwnWarningsAreWarnings() {
    answersStatus(
        "{'state':'open','version':'1','sandbox':true,'warnings':['custody_single','sandbox']}");

    Cli.Result result = cli.run("doctor");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("warning  vault        custody_single: one person");
    assertThat(result.out()).containsOnlyOnce("SANDBOX");
  }

  @Test
  void aPurgeThatIsOverdueIsAWarningWithAWayOut() {
    answersStatus("{'state':'open','version':'1','warnings':['purge_overdue']}");

    Cli.Result result = cli.run("doctor");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains(
            "warning  vault        purge_overdue: something is kept for longer",
            "next: vault-admin retention show says which");
  }

  @Test
  void aSealedVaultFails() throws JsonProcessingException {
    answersStatus("{'state':'sealed','version':'1'}");

    assertThat(failing(1, "doctor").path("code").asText()).isEqualTo("sealed");
  }

  @Test
  void aVaultThatWaitsForSharesSaysForHowMany() throws JsonProcessingException {
    answersStatus(
        "{'state':'sealed','version':'1','seal':{'custody':'shares','given':1,'threshold':3}}");

    JsonNode failing = failing(1, "doctor");

    assertThat(failing.path("code").asText()).isEqualTo("sealed");
    assertThat(failing.toString())
        .contains("1 of 3 shares were given to this replica", "vault-admin operator unseal");
  }

  @Test
  void whatAVaultRefusesEndsWithThree() throws JsonProcessingException {
    server.refuses("GET /admin/v1/whoami", 403, "{'title':'Not for you','code':'forbidden'}");

    JsonNode failing = failing(3, "doctor");

    assertThat(failing.path("check").asText()).isEqualTo("admin_api");
    assertThat(failing.path("code").asText()).isEqualTo("forbidden (HTTP 403)");
    assertThat(state("versions")).isEqualTo("skipped");
    assertThat(state("vault")).isEqualTo("skipped");
    assertThat(state("clock")).as("a refusal tells the time as well").isEqualTo("ok");
  }

  @Test
  void aWrongSecretIsNamedWithoutShowingIt() throws JsonProcessingException {
    server.answers("POST /oauth2/token", 401, "{'error':'invalid_client'}");

    JsonNode failing = failing(3, "doctor");

    assertThat(failing.path("check").asText()).isEqualTo("token");
    assertThat(failing.path("code").asText()).isEqualTo("invalid_client");
    assertThat(server.askedOfVault()).isEmpty();
  }

  @Test
  void aClosedPortEndsWithFourAndTheRestIsSkipped() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    JsonNode failing = failing(4, "doctor", "--url", "https://localhost:" + closed);

    assertThat(failing.path("check").asText()).isEqualTo("tcp");
    assertThat(state("tls")).isEqualTo("skipped");
    assertThat(state("token")).isEqualTo("ok");
    assertThat(state("admin_api")).isEqualTo("skipped");
    assertThat(failing.path("next").asText()).isNotEmpty();
  }

  @Test
  void aNameThatNobodyKnowsEndsWithFour() throws JsonProcessingException {
    assertThat(failing(4, "doctor", "--url", "https://vault.invalid").path("check").asText())
        .isEqualTo("name");
  }

  @Test
  void anotherAuthorityIsNotTrusted() throws JsonProcessingException {
    Path other = Certificates.forLocalhost().writeTo(home.resolve("other.pem"));

    JsonNode failing = failing(4, "doctor", "--ca-file", other.toString());

    assertThat(failing.path("check").asText()).isEqualTo("tls");
    assertThat(failing.path("code").asText()).isEqualTo("tls_untrusted");
  }

  @Test
  void aFileWithoutCertificatesIsTheFirstThatFails() throws IOException {
    Path empty = Files.writeString(home.resolve("empty.pem"), "nothing");

    JsonNode failing = failing(1, "doctor", "--ca-file", empty.toString());

    assertThat(failing.path("check").asText()).isEqualTo("ca_file");
  }

  @Test
  void withoutHttpsNothingIsAsked() throws JsonProcessingException {
    JsonNode failing = failing(1, "doctor", "--url", server.url().replace("https", "http"));

    assertThat(failing.path("check").asText()).isEqualTo("url");
    assertThat(server.askedOfVault()).isEmpty();
  }

  @Test
  void aConfigurationFileThatOthersMayChangeIsAWarning() throws IOException {
    Path config = Files.writeString(home.resolve("c.properties"), "url=" + server.url() + "\n");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-r--"));

    Cli.Result open = cli.run("doctor", "--config", config.toString());
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    Cli.Result closed = cli.run("doctor", "--config", config.toString());

    assertThat(open.out()).contains("warning  config file", "next: chmod go-w " + config);
    assertThat(closed.out()).contains("ok       config file  " + config + ", mode rw-r--r--");
  }

  @Test
  void aBrokenConfigurationFileSkipsAllElse() throws IOException {
    Path config = Files.writeString(home.resolve("c.properties"), "client-secret=s3cret\n");

    assertThat(failing(1, "doctor", "--config", config.toString()).path("check").asText())
        .isEqualTo("config_file");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aClockThatIsOffIsAWarning() {
    cli.clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(90));
    Cli.Result ahead = cli.run("doctor");
    cli.clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-90));
    Cli.Result behind = cli.run("doctor");

    assertThat(ahead.exit()).isZero();
    assertThat(ahead.out()).containsPattern("warning  clock +this machine is \\d+ s ahead");
    assertThat(behind.out()).containsPattern("warning  clock +this machine is \\d+ s behind");
  }

  @Test
  void aPersonWhoIsNotSignedInIsToldTo() throws JsonProcessingException {
    cli.environment.remove("CARDNYM_CLIENT_ID");
    cli.environment.remove("CARDNYM_CLIENT_SECRET");

    JsonNode failing = failing(3, "doctor");

    assertThat(failing.path("code").asText()).isEqualTo("not_signed_in");
    assertThat(failing.path("next").asText()).contains("vault-admin login");
  }

  @Test
  void aMachineCanDoWithoutDiscovery() {
    server.answers("GET /.well-known/openid-configuration", 404, "{}");

    Cli.Result result = cli.run("doctor");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("warning  provider", "ok       token");
  }

  private void answersStatus(String json) {
    server.answers("GET /admin/v1/status", 200, json);
  }

  private JsonNode lastReport = JSON.missingNode();

  /** Runs it and gives the first check that fails. */
  private JsonNode failing(int exit, String... words) throws JsonProcessingException {
    String[] line = Arrays.copyOf(words, words.length + 2);
    line[words.length] = "--output";
    line[words.length + 1] = "json";
    Cli.Result result = cli.run(line);
    assertThat(result.exit()).as(result.out()).isEqualTo(exit);
    assertThat(result.out() + result.err()).doesNotContain("s3cret", "machine-token");
    lastReport = JSON.readTree(result.out());
    assertThat(lastReport.path("state").asText()).isEqualTo("fails");
    return lastReport
        .path("checks")
        .valueStream()
        .filter(check -> check.path("state").asText().equals("fails"))
        .findFirst()
        .orElseThrow();
  }

  private String state(String name) {
    return lastReport
        .path("checks")
        .valueStream()
        .filter(check -> check.path("check").asText().equals(name))
        .map(check -> check.path("state").asText())
        .findFirst()
        .orElse("absent");
  }
}
