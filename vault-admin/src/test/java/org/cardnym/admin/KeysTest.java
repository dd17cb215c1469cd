package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.cardnym.admin.terminal.Ink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keys}: waiting for the walk, telling what a proof lacks, and what two people must do. */
class KeysTest {
  private static final String BEGIN = "POST /admin/v1/rewrap";
  private static final String LOOK = "GET /admin/v1/rewrap";
  private static final String ROTATE = "POST /admin/v1/keys/row_integrity/rotate";
  private static final String VERIFY = "POST /admin/v1/keys/kek/verify";

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
  void theWalkIsWaitedForAndShownToWhomeverLooksOn() {
    vault.answers(BEGIN, 200, walk("running", 0, 1000, 0, "null"));
    vault.answers(LOOK, 200, walk("running", 250, 1000, 200, "4"));
    vault.thenAnswers(LOOK, 200, walk("ended", 1000, 1000, 0, "null"));
    cli.ink = Ink.COLOUR;

    Cli.Result result = cli.run("keys", "rewrap");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err())
        .contains(
            "\r[------------------------------]   0 %  0 of 1000 rows  0 a second",
            "\r[#######-----------------------]  25 %  250 of 1000 rows  200 a second, 4 s left",
            "\r[##############################] 100 %  1000 of 1000 rows  ended",
            "Next: vault-admin keys verify kek");
    assertThat(result.out()).contains("ended");
    assertThat(cli.pauses).hasSize(2).containsOnly(Duration.ofSeconds(2));
  }

  @Test
  void nothingMovesWhereNobodyLooksOn() {
    vault.answers(BEGIN, 200, walk("running", 0, 10, 0, "null"));
    vault.answers(LOOK, 200, walk("ended", 10, 10, 0, "null"));

    Cli.Result result = cli.run("keys", "rewrap", "--output", "json");

    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("\"state\" : \"ended\"").doesNotContain("\r");
  }

  @Test
  void itNeedNotBeWaitedForAndTakesARate() {
    vault.answers(BEGIN, 200, walk("running", 0, 10, 0, "null"));

    Cli.Result result = cli.run("keys", "rewrap", "--no-wait", "--rate", "20");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("running");
    assertThat(cli.pauses).isEmpty();
    assertThat(vault.askedOfVault())
        .singleElement()
        .satisfies(asked -> assertThat(asked.body()).isEqualTo("{\"rate\":20}"));
  }

  @Test
  void rowsThatDoNotCheckEndItWithOne() {
    vault.answers(
        BEGIN, 200, walk("ended", 9, 10, 0, "null").replace("'remaining':0", "'remaining':1"));

    Cli.Result result = cli.run("keys", "rewrap");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("1 rows are left", "CardnymRowRefused");
  }

  @Test
  void aProofSaysWhatItProved() {
    vault.answers(
        VERIFY,
        200,
        "{'purpose':'kek','proven':true,'versions':[{'version':1,'state':'closed','rows':[{'table':'card','rows':0}],"
            + "'behind':[],'missing':[],'provenAt':'2026-11-22T10:00:00Z','provenBy':'person:olga'}],'strays':[]}");

    Cli.Result result = cli.run("keys", "verify", "kek", "--only", "1");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .isEqualToNormalizingNewlines(
            "ok       version 1      no row needs it; proven 2026-11-22T10:00:00Z by person:olga\n");
    assertThat(vault.askedOfVault().getLast().body()).isEqualTo("{\"version\":1}");
  }

  @Test
  void whatAProofLacksEndsItWithThreeAndIsToldWithTheNextStep() {
    vault.answers(
        VERIFY,
        200,
        "{'purpose':'kek','proven':false,'versions':[{'version':1,'state':'closed',"
            + "'rows':[{'table':'card','rows':2},{'table':'merchant','rows':0},{'table':'payer_key','rows':1}],"
            + "'behind':[{'replica':'r-7','epoch':3}],'missing':['rows_left','stray_rows','replicas_behind','new_one'],"
            + "'provenAt':null,'provenBy':null}],'strays':[{'table':'card','rows':4}]}");

    Cli.Result people = cli.run("keys", "verify", "kek");
    Cli.Result scripts = cli.run("keys", "verify", "kek", "--output", "json");

    assertThat(people.exit()).isEqualTo(3);
    assertThat(people.out())
        .contains(
            "rows need it: card 2, payer_key 1",
            "next: vault-admin keys rewrap",
            "rows name a version that there is not: card 4",
            "replicas have not closed it yet: r-7 at epoch 3",
            "new_one");
    assertThat(scripts.exit()).isEqualTo(3);
    assertThat(scripts.out()).contains("\"proven\" : false");
    assertThat(scripts.err()).isEmpty();
  }

  @Test
  void withoutAClosedVersionThereIsNothingToProve() {
    vault.answers(VERIFY, 200, "{'purpose':'kek','proven':false,'versions':[],'strays':[]}");

    Cli.Result result = cli.run("keys", "verify", "kek");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("No version is closed", "keys rotate kek");
  }

  @Test
  void endingAVersionWaitsForTwoPeople() {
    for (String act : new String[] {"retire", "destroy"}) {
      vault.answers("POST /admin/v1/keys/kek/versions/3/" + act, 202, "{'approval':'apr_1'}");

      Cli.Result result = cli.run("keys", act, "kek", "3", "--reason", "yearly");

      assertThat(result.exit()).isEqualTo(5);
      assertThat(result.out()).contains("apr_1");
      assertThat(vault.askedOfVault().getLast().body()).isEqualTo("{\"reason\":\"yearly\"}");
    }
  }

  @Test
  void aRotationWaitsUntilEveryReplicaHoldsTheNewVersion() {
    vault.answers(ROTATE, 200, rotated("added", 2, "replicas", "{'replica':'r-7','epoch':3}"));
    vault.thenAnswers(ROTATE, 200, rotated("primary", 2, null, ""));

    Cli.Result result = cli.run("keys", "rotate", "row_integrity");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("primary");
    assertThat(result.err()).contains("Next: vault-admin keys rewrap row_integrity");
    assertThat(cli.pauses).containsExactly(Duration.ofSeconds(1));
    assertThat(vault.askedOfVault()).extracting("body").containsExactly("{}", "{\"from\":1}");
  }

  @Test
  void aReplicaThatHoldsARotationUpIsNamed() {
    vault.answers(ROTATE, 200, rotated("added", 2, "replicas", "{'replica':'r-7','epoch':3}"));

    Cli.Result waited = cli.run("keys", "rotate", "row_integrity");
    int pauses = cli.pauses.size();
    Cli.Result looked = cli.run("keys", "rotate", "row_integrity", "--no-wait");

    assertThat(waited.exit()).isEqualTo(1);
    assertThat(waited.err()).contains("not in use before every live replica holds it: r-7");
    assertThat(pauses).isEqualTo(90);
    assertThat(looked.exit()).isZero();
    assertThat(cli.pauses).hasSize(pauses);
  }

  @Test
  void aKeyThatBanksHaveToKnowIsHandedOutFirst() {
    vault.answers(
        "POST /admin/v1/keys/message/rotate",
        200,
        rotated("added", 2, "banks", "").replace("row_integrity", "message"));

    Cli.Result added = cli.run("keys", "rotate", "message");
    Cli.Result known = cli.run("keys", "rotate", "message", "--banks-know", "--from", "1");

    assertThat(added.exit()).isZero();
    assertThat(added.err())
        .contains("link show --only signing-keys", "keys rotate message --banks-know");
    assertThat(cli.pauses).isEmpty();
    assertThat(known.exit()).isZero();
    assertThat(vault.askedOfVault())
        .extracting("body")
        .containsExactly("{}", "{\"from\":1,\"banksKnow\":true}");
  }

  @Test
  void theWalkOfAnotherKeyIsAskedForByItsPurpose() {
    vault.answers(BEGIN, 200, walk("running", 0, 10, 0, "null").replace("kek", "row_integrity"));
    vault.answers(
        LOOK + "?purpose=row_integrity",
        200,
        walk("ended", 10, 10, 0, "null").replace("kek", "row_integrity"));

    Cli.Result result = cli.run("keys", "rewrap", "row_integrity");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("Next: vault-admin keys verify row_integrity");
    assertThat(vault.askedOfVault().getFirst().body()).isEqualTo("{\"purpose\":\"row_integrity\"}");
  }

  @Test
  void aProofSaysUntilWhenWhatAKeyMadeCounts() {
    vault.answers(
        "POST /admin/v1/keys/page/verify",
        200,
        "{'purpose':'page','proven':false,'versions':[{'version':1,'state':'closed','rows':[],'behind':[],"
            + "'until':'2027-12-27T10:00:00Z','missing':['not_expired'],'provenAt':null,'provenBy':null}],"
            + "'strays':[]}");

    Cli.Result result = cli.run("keys", "verify", "page");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).contains("what it made may be met until 2027-12-27T10:00:00Z");
  }

  private static String rotated(
      String state, int version, @Nullable String waitsFor, String behind) {
    return ("{'purpose':'row_integrity','version':%d,'state':'%s','closed':%d,'epoch':4,'waitsFor':%s,"
            + "'behind':[%s]}")
        .formatted(
            version, state, version - 1, waitsFor == null ? null : "'" + waitsFor + "'", behind);
  }

  private static String walk(String state, long done, long total, long pace, String left) {
    return ("{'purpose':'kek','state':'%s','version':2,'rate':500,'total':%d,'done':%d,'refused':0,'remaining':0,"
            + "'perSecond':%d,'secondsLeft':%s,'startedBy':'person:olga','parts':[]}")
        .formatted(state, total, done, pace, left);
  }
}
