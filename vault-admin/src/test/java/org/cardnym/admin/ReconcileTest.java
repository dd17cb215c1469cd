package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code banks reconcile} and {@code banks differences}: waiting for the end, and what is told. */
class ReconcileTest {
  private static final String BEGIN = "POST /admin/v1/banks/bnk_1/reconciliations";
  private static final String LOOK = "GET /admin/v1/banks/bnk_1/reconciliations/rec_1";
  private static final String DIFFERENCES = "GET /admin/v1/banks/bnk_1/differences";
  private static final String FOUND =
      "{'items':[{'id':'dif_1','code':'reversed_here','state':'open','at':'2026-11-22T10:00:00Z','kind':'authorization',"
          + "'message':'msg_1','bank':{'outcome':'approved','responseCode':'00','amount':{'value':1999,'currency':'EUR'}}}],'next':null}";

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
  void itWaitsForTheEndAndSaysThatBothAgree() {
    vault.answers(BEGIN, 201, run("running", 0));
    vault.answers(LOOK, 200, run("running", 0));
    vault.thenAnswers(LOOK, 200, run("finished", 0));

    Cli.Result result = cli.run("banks", "reconcile", "bnk_1");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("finished", "rec_1");
    assertThat(result.err()).isEqualToNormalizingNewlines("Both books agree.\n");
    assertThat(cli.pauses).hasSize(2).containsOnly(Duration.ofSeconds(1));
    assertThat(vault.askedOfVault().getFirst().body()).isEqualTo("{}");
  }

  @Test
  void theTimeIsSentAsItIs() {
    vault.answers(BEGIN, 201, run("finished", 0));

    cli.run("banks", "reconcile", "bnk_1", "--from", "2026-11-21", "--to", "2026-11-22T10:00:00Z");

    assertThat(vault.askedOfVault().getLast().body())
        .isEqualTo("{\"from\":\"2026-11-21\",\"until\":\"2026-11-22T10:00:00Z\"}");
  }

  @Test
  void differencesAreListed() {
    vault.answers(BEGIN, 201, run("finished", 1));
    vault.answers(DIFFERENCES, 200, FOUND);

    Cli.Result result = cli.run("banks", "reconcile", "bnk_1");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("The books differ");
    assertThat(result.out()).contains("dif_1", "reversed_here", "19.99 EUR", "approved");
  }

  @Test
  void aBankThatDoesNotAnswerIsToldAsThat() {
    String silent = run("running", 0).replace("'failures':0", "'failures':2,'reason':'deadline'");
    vault.answers(BEGIN, 201, silent);
    vault.answers(LOOK, 200, silent);

    Cli.Result result = cli.run("banks", "reconcile", "bnk_1", "--wait", "2");

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.out()).contains("deadline");
    assertThat(result.err()).contains("The bank did not answer", "banks test");
  }

  @Test
  void aRunThatFailedEndsWithFour() {
    vault.answers(BEGIN, 201, run("failed", 0));

    assertThat(cli.run("banks", "reconcile", "bnk_1").exit()).isEqualTo(4);
  }

  @Test
  void settlingNeedsToKnowWhatAndWhy() {
    Cli.Result neither = cli.run("banks", "differences", "settle", "bnk_1", "--reason", "x");
    Cli.Result unexplained = cli.run("banks", "differences", "settle", "bnk_1", "dif_1");
    Cli.Result both =
        cli.run("banks", "differences", "settle", "bnk_1", "dif_1", "--all", "--reason", "x");

    assertThat(neither.exit()).isEqualTo(2);
    assertThat(unexplained.exit()).isEqualTo(2);
    assertThat(both.exit()).isEqualTo(2);
    assertThat(vault.asked()).isEmpty();
  }

  private static String run(String state, int differing) {
    return "{'id':'rec_1','bank':'bnk_1','state':'%s','from':'2026-11-21T00:00:00Z','until':'2026-11-22T00:00:00Z','records':9,'agreed':9,'settling':0,'differing':%d,'reversed':0,'failures':0}"
        .formatted(state, differing);
  }
}
