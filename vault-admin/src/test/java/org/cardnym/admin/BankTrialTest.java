package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code banks test}: what held, and what to do where it did not. */
class BankTrialTest {
  private static final String TEST = "POST /admin/v1/banks/bnk_1/test";
  private static final String HELD =
      "{'bank':'bnk_1','held':true,'at':'2026-11-22T10:00:00Z','checks':["
          + "{'check':'records','state':'held','facts':{'encryptionKey':'kE','signatureKeys':'2','clientCertificateEnds':'2027-01-01T00:00:00Z'}},"
          + "{'check':'name','state':'held','facts':{'addresses':'192.0.2.7'}},"
          + "{'check':'connection','state':'held','facts':{}},"
          + "{'check':'tls','state':'held','facts':{'protocol':'TLSv1.3','certificateEnds':'2027-02-01T00:00:00Z'}},"
          + "{'check':'echo','state':'held','facts':{'millis':'12','sealedTo':'kE','signedBy':'kS'}},"
          + "{'check':'other_content','state':'held','facts':{}}]}";

  private final FakeServer vault = new FakeServer();
  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void atTheVault() throws IOException {
    cli = Cli.machineAt(vault, home);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void whatHeldIsToldLineByLine() {
    vault.answers(TEST, 200, HELD);

    Cli.Result result = cli.run("banks", "test", "bnk_1");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .isEqualToNormalizingNewlines(
            """
            ok       records        keys are pinned: sealing to kE, may sign: 2; the vault's certificate ends 2027-01-01T00:00:00Z
            ok       name           192.0.2.7
            ok       connection     the endpoint answers
            ok       tls            TLSv1.3, the server is trusted and takes the vault's certificate; its own ends 2027-02-01T00:00:00Z
            ok       echo           opened and answered in 12 ms, signed by kS
            ok       other content  a known message id with other content is refused
            """);
    assertThat(result.err()).isEqualToNormalizingNewlines("All held.\n");
  }

  @Test
  void whatDidNotHoldComesWithWhatToDo() {
    vault.answers(
        TEST,
        200,
        report(
            "{'check':'echo','state':'failed','reason':'answer_key','facts':{}},"
                + "{'check':'replay','state':'skipped','reason':'earlier','facts':{}},"
                + "{'check':'forged','state':'skipped','reason':'no_time_left','facts':{}}"));

    Cli.Result result = cli.run("banks", "test", "bnk_1");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .isEqualToNormalizingNewlines(
            """
            fails    echo           the answer is signed by a key that is not pinned (answer_key)
                                    next: Compare banks keys list with the bank's sig keys; pin the new one.
            skipped  replay         needs what fails above
            skipped  forged         no time was left
            """);
    assertThat(result.err()).contains("Begin with the first that fails.");
  }

  @ParameterizedTest
  @CsvSource({
    "records,no_encryption_key,banks keys add",
    "records,no_client_certificate,link certify",
    "name,name_unknown,Compare the endpoint",
    "connection,refused,firewalls",
    "tls,certificate_untrusted,--trust-file",
    "tls,client_certificate_refused,link show --only certificate",
    "echo,status_400,signature keys",
    "echo,status_401,link show",
    "repeat,other_decision,§6",
    "replay,accepted,jti",
    "audience,accepted,aud",
    "expired,accepted,times",
    "altered,accepted,Send no cards there",
    "forged,accepted,Send no cards there",
    "stranger,let_in,client certificate",
    "to_come,new_reason,docs/operations.md"
  })
  void everyFailureHasANextStep(String check, String reason, String next) {
    vault.answers(
        TEST,
        200,
        report(
            "{'check':'%s','state':'failed','reason':'%s','facts':{}}".formatted(check, reason)));

    Cli.Result result = cli.run("banks", "test", "bnk_1");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("(" + reason + ")").containsPattern("next: .*" + next);
  }

  @Test
  void scriptsGetTheWholeReportAndTheExitCode() throws JsonProcessingException {
    vault.answers(TEST, 200, report("{'check':'echo','state':'failed','reason':'status_503'}"));

    Cli.Result result = cli.run("banks", "test", "bnk_1", "--output", "json");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(result.out()).path("checks").path(0).path("reason"))
        .hasToString("\"status_503\"");
  }

  @Test
  void wordsOfOthersComeToNoTerminal() {
    vault.answers(
        TEST,
        200,
        report("{'check':'ec\\u001bho','state':'failed','reason':'x\\u001b[2J','facts':{}}"));

    assertThat(cli.run("banks", "test", "bnk_1").out()).doesNotContain("\u001b");
  }

  private static String report(String checks) {
    return "{'bank':'bnk_1','held':false,'at':'2026-11-22T10:00:00Z','checks':[" + checks + "]}";
  }
}
