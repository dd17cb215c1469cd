package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cardnym.admin.terminal.Ink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code audit verify}: whatever was done to the trail is named, and nothing else is. */
class AuditVerifyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeServer vault = new FakeServer();
  private final TrailMaker trail = TrailMaker.three();
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
  @MethodSource("org.cardnym.admin.TrailCrimes#all")
  void whatWasDoneIsNamedFirst(TrailCrimes.Case c) throws IOException {
    c.crime().accept(trail);
    trail.at(vault, 4);

    Cli.Result result = cli.run("audit", "verify", "--output", "json");

    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(6);
    assertThat(result.err()).contains("The trail is broken. ", "code: trail_broken", "next: ");
    JsonNode told = JSON.readTree(result.out());
    assertThat(told.path("whole").asBoolean()).isFalse();
    JsonNode first = told.path("findings").path(0);
    assertThat(first.path("code").asText()).as(told.toPrettyString()).isEqualTo(c.code());
    assertThat(first.path("batch").asInt()).isEqualTo(c.batch());
    assertThat(first.path("by").asText()).isEqualTo(c.by());
    if (c.position() != null) {
      assertThat(first.path("position").asInt(-1)).isEqualTo(c.position());
    }
    assertThat(told.path("found").asInt()).as(told.toPrettyString()).isOne();
  }

  @Test
  void anUntouchedTrailIsWhole() throws IOException {
    trail.apart.add(trail.entry());
    trail.at(vault, 4);

    Cli.Result people = cli.run("audit", "verify", "--head", trail.head());
    JsonNode scripts =
        JSON.readTree(cli.run("audit", "verify", "--head", trail.head(), "--output", "json").out());

    assertThat(people.exit()).as(people.err()).isZero();
    assertThat(people.out()).contains("whole         true");
    assertThat(people.err())
        .contains("Keep this head away from the vault's database: " + trail.head())
        .doesNotContain("warning");
    assertThat(scripts.path("whole").asBoolean()).isTrue();
    assertThat(scripts.path("batches").asInt()).isEqualTo(3);
    assertThat(scripts.path("entries").asInt()).isEqualTo(10);
    assertThat(scripts.path("waiting").asInt()).isEqualTo(1);
    assertThat(scripts.path("head").asText()).isEqualTo(trail.head());
    assertThat(scripts.path("headsFitting").asInt()).isOne();
    assertThat(scripts.at("/keys/0/fingerprint").asText()).isEqualTo(trail.fingerprint());
  }

  @Test
  void withoutAKeptHeadItSaysThatACutTailCanNotBeNoticed() {
    String head = trail.head();
    TrailCrimes.batchRemoved(trail, 3);
    trail.at(vault, 100);

    Cli.Result blind = cli.run("audit", "verify");
    Cli.Result seeing = cli.run("audit", "verify", "--head", head, "--output", "json");

    assertThat(blind.exit()).isZero();
    assertThat(blind.err()).contains("a tail that was cut can't be noticed");
    assertThat(seeing.exit()).isEqualTo(6);
    assertThat(seeing.out()).contains("\"tail_cut\"", "batch 3 is not there");
  }

  @Test
  void anOlderHeadSaysHowFarItReaches() {
    String older = trail.head();
    trail.batch(2);
    trail.at(vault, 100);

    Cli.Result result = cli.run("audit", "verify", "--head", older);

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("Batches after 3 are newer than the heads you kept");
  }

  @Test
  void anotherTrailByTheSameKeyDoesNotFitTheKeptHead() {
    String kept = "2:" + "11".repeat(32);
    trail.at(vault, 100);

    Cli.Result result = cli.run("audit", "verify", "--head", kept, "--output", "json");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.out()).contains("\"head_differs\"");
  }

  @Test
  void aTrailByAnotherKeyIsNotTakenForTheVaults() {
    TrailMaker other = TrailMaker.three();
    trail.at(vault, 100);

    for (String key : List.of(trail.publicKey(), trail.fingerprint())) {
      assertThat(cli.run("audit", "verify", "--key", key).exit()).isZero();
    }
    for (String key : List.of(other.publicKey(), other.fingerprint())) {
      Cli.Result result = cli.run("audit", "verify", "--key", key, "--output", "json");
      assertThat(result.exit()).isEqualTo(6);
      assertThat(result.out()).contains("\"key_unknown\"");
    }
  }

  @Test
  void aKeyThatHasEndedSignedNoBatchOfLater() {
    trail.ended = "3";
    trail.at(vault, 100);
    assertThat(cli.run("audit", "verify").exit()).isZero();
    trail.ended = "2";
    trail.at(vault, 100);

    Cli.Result result = cli.run("audit", "verify", "--output", "json");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.out()).contains("\"batch_forged\"", "its key had ended");
  }

  @Test
  void headsAreReadFromTheVaultsFileAndFromItsLog() throws IOException {
    String end = trail.head();
    String hash = end.substring(2);
    String line = "audit_head number=3 count=5 hash=" + hash;
    Path file = Files.writeString(home.resolve("heads"), line + "\naudit_head number=4 cou");
    Path log =
        Files.writeString(
            home.resolve("log"),
            "{\"message\":\"vault_sealed\"}\n{\"level\":\"INFO\",\"message\":\"" + line + "\"}\n");
    Path twice =
        Files.writeString(
            home.resolve("twice"), line + "\naudit_head number=3 count=5 hash=" + "22".repeat(32));
    trail.at(vault, 100);

    for (Path heads : List.of(file, log)) {
      Cli.Result whole =
          cli.run("audit", "verify", "--heads", heads.toString(), "--output", "json");
      assertThat(whole.exit()).as(whole.err()).isZero();
      assertThat(whole.out()).contains("\"headsFitting\" : 1");
    }
    Cli.Result forked = cli.run("audit", "verify", "--heads", twice.toString());
    assertThat(forked.exit()).isEqualTo(6);
    assertThat(forked.err()).contains("two trails were signed");
    TrailCrimes.batchRemoved(trail, 3);
    trail.at(vault, 100);
    assertThat(cli.run("audit", "verify", "--heads", file.toString()).exit()).isEqualTo(6);
  }

  /** A line of a log may hold more than one, and one that was cut is gone on with. */
  @Test
  void eachHeadOfALineIsRead() throws IOException {
    String head = "audit_head number=%d count=1 hash=%s ";
    Path log =
        Files.writeString(
            home.resolve("log"),
            "audit_head number=1 count=4 ha"
                + head.formatted(2, trail.batchOf(2).path("hash").asText())
                + head.formatted(3, "22".repeat(32)));
    trail.at(vault, 100);

    Cli.Result result = cli.run("audit", "verify", "--heads", log.toString(), "--output", "json");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.out()).contains("\"headsFitting\" : 1", "\"headsKept\" : 2");
    assertThat(result.out()).contains("\"head_differs\"");
  }

  @Test
  void aLaterBeginningIsBoundByTheHeadBeforeIt() {
    String second = "2:" + trail.batchOf(2).path("hash").asText();
    trail.at(vault, 100);
    vault.answersRaw(
        "GET /admin/v1/audit/records?from=3&until=3&limit=1000",
        200,
        "application/json",
        "{\"items\":" + trail.records.subList(7, 13) + ",\"next\":null}");

    assertThat(cli.run("audit", "verify", "--from", "3", "--head", second).exit()).isZero();
    Cli.Result other = cli.run("audit", "verify", "--from", "3", "--head", "2:" + "11".repeat(32));
    assertThat(other.exit()).isEqualTo(6);
    assertThat(other.err()).contains("Batch 3 was signed after another batch");
  }

  @Test
  void whoeverLooksOnSeesHowFarItIs() {
    trail.at(vault, 100);
    cli.ink = Ink.COLOUR;

    Cli.Result result = cli.run("audit", "verify");

    assertThat(result.err())
        .contains("\r[##########--------------------]  33 %  batch 1 of 3, 0 entries")
        .contains("\r[##############################] 100 %  batch 3 of 3, 10 entries");
  }

  @Test
  void aTrailWithoutABatchIsWhole() {
    vault.answers(
        "GET /admin/v1/audit/head",
        200,
        "{'number':0,'hash':'" + "00".repeat(32) + "','fault':null,'keys':[]}");
    String none = "{'items':[],'next':null}";
    vault.answers("GET /admin/v1/audit/records?from=1&until=0&limit=1000", 200, none);
    vault.answers("GET /admin/v1/audit/apart?limit=1000", 200, none);

    assertThat(cli.run("audit", "verify").exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--head 3",
        "--head x:y",
        "--heads /does/not/exist",
        "--file /does/not/exist",
        "--file HOME/ca.pem",
        "--heads HOME/ca.pem",
        "--key 4711",
        "--from 0"
      })
  void whatCanNotBeMeantIsRefused(String words) {
    trail.at(vault, 100);

    Cli.Result result =
        cli.run(("audit verify " + words.replace("HOME", home.toString())).split(" "));

    assertThat(result.exit()).as(result.err()).isEqualTo(2);
  }
}
