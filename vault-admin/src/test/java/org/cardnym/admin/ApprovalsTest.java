package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking two people, being one of them, and becoming one. */
class ApprovalsTest {
  private static final String LOOK = "GET /admin/v1/approvals/apr_1";
  private static final String SIGN = "POST /admin/v1/approvals/apr_1/sign";
  private static final String WHOAMI = "GET /admin/v1/whoami";
  private static final String ENROL = "POST /admin/v1/approvers";
  private static final String PAGE =
      "{'page':'https://pay.example/approve/secret','expiresAt':'2026-11-22T10:10:00Z'}";

  private final FakeServer vault = new FakeServer();
  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void atTheVault() {
    cli = Cli.machineAt(vault, home);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void whatTakesTwoPeopleEndsWithFiveAndSaysWhatToDo() {
    vault.answers(
        "POST /admin/v1/payments/pay_1/resolve", 202, "{'approval':'apr_1','state':'waiting'}");

    Cli.Result result =
        cli.run("payments", "resolve", "pay_1", "--as", "reversed", "--reason", "letter");

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.out()).contains("apr_1");
    assertThat(result.err()).contains("Nothing is changed yet", "vault-admin approvals approve");
  }

  @ParameterizedTest
  @CsvSource({"done, 0, 0", "waiting, 1, 5", "refused, 0, 3", "rejected, 2, 3"})
  void itNamesThePageAndWaitsForTheSignature(String state, int missing, int exit) {
    vault.answers(LOOK, 200, request("waiting", 2));
    vault.thenAnswers(LOOK, 200, request("waiting", 2));
    vault.thenAnswers(LOOK, 200, request(state, missing, "person:ops"));
    vault.answers(WHOAMI, 200, "{'subject':'ops'}");
    vault.answers(SIGN, 200, PAGE);

    Cli.Result result = cli.run("approvals", "approve", "apr_1");

    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.err()).contains("Open https://pay.example/approve/secret");
    assertThat(result.out()).contains(state);
    assertThat(cli.pauses).hasSize(2).containsOnly(Duration.ofSeconds(2));
  }

  @Test
  void aRequestThatIsNotThereHasNoPage() {
    vault.refuses(LOOK, 404, "{'status':404,'code':'not_found','detail':'There is nothing here.'}");

    Cli.Result result = cli.run("approvals", "approve", "apr_1");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("code: not_found (HTTP 404)").doesNotContain("Open ");
  }

  @Test
  void whenAnotherSignsMeanwhileItGoesOnWaiting() {
    vault.answers(LOOK, 200, request("waiting", 2));
    vault.thenAnswers(LOOK, 200, request("waiting", 1, "person:another"));
    vault.thenAnswers(LOOK, 200, request("waiting", 0, "person:another', 'person:ops"));
    vault.answers(WHOAMI, 200, "{'subject':'ops'}");
    vault.answers(SIGN, 200, PAGE);

    Cli.Result result = cli.run("approvals", "approve", "apr_1");

    assertThat(result.err()).contains("Signed.");
    assertThat(cli.pauses).hasSize(2);
  }

  @Test
  void aPageThatIsOverEndsTheWait() {
    vault.answers(LOOK, 200, request("waiting", 2));
    vault.answers(SIGN, 200, PAGE);
    vault.answers(WHOAMI, 200, "{'subject':'ops'}");
    cli.clock = Clock.fixed(Cli.NOW.plus(Duration.ofMinutes(11)), ZoneOffset.UTC);

    Cli.Result result = cli.run("approvals", "approve", "apr_1");

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("You have not signed", "code: timed_out");
  }

  @Test
  void scriptsOnlyGetTheAddress() {
    vault.answers(LOOK, 200, request("waiting", 2));
    vault.answers(SIGN, 200, PAGE);

    Cli.Result result = cli.run("approvals", "approve", "apr_1", "--no-wait", "--output", "json");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("\"page\"", "approve/secret");
    assertThat(cli.pauses).isEmpty();
  }

  @Test
  void theCodeOfAnInvitationIsAskedForOrReadAndNeverAnArgument() throws IOException {
    vault.answers(ENROL, 200, PAGE);
    cli.typed.add("ABCD-EFGH-JKMN-PQRS");
    Path file = home.resolve("code");
    Files.writeString(file, "ABCD-EFGH-JKMN-PQRS\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(cli.run("approvers", "enroll").exit()).isZero();
    Cli.Result read = cli.run("approvers", "enroll", "--code-file", file.toString());

    assertThat(read.exit()).as(read.err()).isZero();
    assertThat(vault.askedOfVault())
        .extracting(FakeServer.Asked::body)
        .containsExactly(
            "{\"code\":\"ABCD-EFGH-JKMN-PQRS\"}", "{\"code\":\"ABCD-EFGH-JKMN-PQRS\"}");
    assertThat(read.out() + read.err()).doesNotContain("ABCD");
    assertThat(cli.run("approvers", "enroll").err()).contains("--code-file is needed");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(cli.run("approvers", "enroll", "--code-file", file.toString()).err())
        .contains("code: file_too_open");
  }

  @Test
  void anInvitationIsALineOnTheHostAndACodeForThePerson()
      throws IOException, NoSuchAlgorithmException {
    Path file = home.resolve("approvers.jsonl");

    JsonNode told = invite(file, "one");
    JsonNode other = invite(file, "two");

    List<String> lines = Files.readAllLines(file);
    JsonNode line = new ObjectMapper().readTree(lines.getFirst());
    assertThat(lines).hasSize(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(line.path("subject").asText()).isEqualTo("one");
    assertThat(line.path("issuer").asText()).isEqualTo("https://id.example");
    assertThat(line.path("until").asText()).isEqualTo("2026-11-25T10:00:00Z");
    String code = told.path("code").asText();
    assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
    assertThat(other.path("code").asText()).isNotEqualTo(code);
    assertThat(line.path("code").asText())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(code.replace("-", "").getBytes(StandardCharsets.US_ASCII))));
    assertThat(lines.toString()).doesNotContain(code);
  }

  @Test
  void anInvitationIsALineOfItsOwnAfterOneWithoutAnEnd() throws IOException {
    Path file = home.resolve("approvers.jsonl");
    Files.writeString(file, "{\"written\":\"by hand\"}");

    invite(file, "one");

    assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("{\"written\":\"by hand\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "337", "-1"})
  void anInvitationIsNotForEver(String hours) {
    Cli.Result result =
        cli.run(
            "operator",
            "invite",
            "--file",
            home.resolve("f").toString(),
            "--issuer",
            "https://i",
            "--subject",
            "s",
            "--hours",
            hours);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(home.resolve("f")).doesNotExist();
  }

  private JsonNode invite(Path file, String subject) throws IOException {
    Cli.Result result =
        cli.run(
            "operator",
            "invite",
            "--file",
            file.toString(),
            "--issuer",
            "https://id.example",
            "--subject",
            subject,
            "--output",
            "json");
    assertThat(result.exit()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  private static String request(String state, int missing) {
    return request(state, missing, "person:nobody");
  }

  private static String request(String state, int missing, String signedBy) {
    return "{'approval':'apr_1','kind':'payment.resolve','state':'%s','missing':%d,'signedBy':['%s']}"
        .formatted(state, missing, signedBy);
  }
}
