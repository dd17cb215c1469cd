package org.cardnym.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How strange, hostile, late and missing answers end. */
class AnswersTest {
  private static final String STATUS = "GET /admin/v1/status";

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

  @ParameterizedTest
  @CsvSource({
    "400, 3, http_400", "401, 3, http_401", "403, 3, http_403", "404, 3, http_404",
        "422, 3, http_422",
    "429, 3, http_429", "500, 1, http_500", "502, 4, http_502", "503, 4, http_503",
        "504, 4, http_504",
    "302, 1, http_302"
  })
  void everyStatusHasItsExitCode(int status, int exit, String code) {
    vault.answersRaw(STATUS, status, "text/html", "<p>no</p>");

    Cli.Result result = cli.run("status");

    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.err()).contains("code: " + code).doesNotContain("<p>");
  }

  @Test
  void acceptedOnlyMeansThatItWaitsForASecondPerson() {
    vault.answers("POST /admin/v1/banks/bnk_1/suspend", 202, "{'approval':'apr_1'}");

    Cli.Result result = cli.run("banks", "suspend", "bnk_1", "--reason", "x", "--output", "json");

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.out()).contains("\"approval\" : \"apr_1\"");
    assertThat(result.err()).contains("two people have to sign");
  }

  @Test
  void problemTextCanNotCommandTheTerminal() {
    vault.refuses(
        STATUS,
        409,
        "{'title':'\\u001b]0;owned\\u0007\\u202egpj','detail':'a\\r\\nb\\u009b31m\\u2028','code':'x\\u001b[2J'}");

    Cli.Result result = cli.run("status");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("\\u{1B}]0;owned\\u{7}\\u{202E}gpj", "a\\u{D}\\u{A}b\\u{9B}31m");
    assertNothingHidden(result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json"})
  void resultsCanNotCommandTheTerminal(String output) {
    vault.answers(
        "GET /admin/v1/merchants",
        200,
        "{'items':[{'id':'mer_1','displayName':'\\u001b[31mMug\\u202e\\u2066\\u200b\\u009b\\ud800'}],'next':'c\\u001b[2J'}");

    Cli.Result result = cli.run("merchants", "list", "--output", output);

    assertThat(result.exit()).isZero();
    assertNothingHidden(result.out());
    assertNothingHidden(result.err());
  }

  @Test
  void memberNamesAndNestedTextCanNotCommandTheTerminal() {
    vault.answers(
        "GET /admin/v1/payments/pay_1",
        200,
        "{'\\u001b[1m':'x','a':{'\\u202e':1},'list':[{'\\u001b':'\\u001b'}],'deep':[[{'k':'\\u009b'}]]}");

    Cli.Result result = cli.run("payments", "show", "pay_1");

    assertThat(result.exit()).isZero();
    assertNothingHidden(result.out());
  }

  @Test
  void savedPartsCanNotCommandTheTerminal() {
    vault.answers(
        "GET /admin/v1/link", 200, "{'certificateRequest':'-----BEGIN\\n\\u001b[2J\\nx'}");

    Cli.Result result = cli.run("link", "show", "--only", "certificate-request");

    assertThat(result.out()).isEqualToNormalizingNewlines("-----BEGIN\n\\u{1B}[2J\nx\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"a\":1} {", "{\"a\":1,\"a\":2}", "[[[[[[[[[["})
  void whatIsNotJsonIsAnError(String body) {
    vault.answersRaw(STATUS, 200, "application/json", body);

    Cli.Result result = cli.run("status");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("code: answer_not_understood");
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    vault.answersRaw(STATUS, 200, "application/json", "\"" + "a".repeat(9_000_000) + "\"");

    Cli.Result result = cli.run("status");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("larger than");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      cli.environment.put("CARDNYM_URL", "https://localhost:" + silent.getLocalPort());
      cli.patience = Duration.ofMillis(600);

      Cli.Result result = cli.run("merchants", "suspend", "mer_1", "--reason", "x");

      assertThat(result.exit()).isEqualTo(4);
      assertThat(result.err())
          .contains("code: timed_out", "It may have been carried out all the same");
    }
  }

  @Test
  void anotherCertificateIsNotTrusted() {
    Path other = Certificates.forLocalhost().writeTo(home.resolve("other.pem"));

    Cli.Result result = cli.run("status", "--ca-file", other.toString());

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("code: tls_untrusted", "--ca-file");
    assertThat(vault.asked()).isEmpty();
  }

  @Test
  void aPortWithoutTlsIsToldApart() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> speakPlainly(plain));

      Cli.Result result =
          cli.run("status", "--token-url", "https://localhost:" + plain.getLocalPort() + "/token");

      assertThat(result.exit()).isEqualTo(4);
      assertThat(result.err()).contains("code: tls_failed");
    }
  }

  @Test
  void aCertificateForAnotherNameIsNotTrusted() {
    Cli.Result result =
        cli.run("status", "--token-url", vault.tokenUrl().replace("localhost", "127.0.0.1"));

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("code: tls_untrusted");
  }

  @Test
  void aFileWithoutCertificatesIsNoAuthority() throws IOException {
    Path empty = Files.writeString(home.resolve("empty.pem"), "nothing");

    Cli.Result result = cli.run("status", "--ca-file", empty.toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("holds no PEM certificate");
  }

  private static void speakPlainly(ServerSocket server) {
    try (Socket caller = server.accept()) {
      caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      caller.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The caller has hung up.
    }
  }

  private static void assertNothingHidden(String text) {
    assertThat(text.codePoints().filter(c -> c != '\n'))
        .allMatch(c ->
            !Character.isISOControl(c)
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.SURROGATE
                && Character.getType(c) != Character.LINE_SEPARATOR);
  }
}
