package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a payer is named to {@code payers}, and what is said besides the vault's answer. */
class PayerViewsTest {
  private static final String DONE = "{'id':'pyr_1','state':'%s','changed':%s,'doorsOpened':[]}";

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
  void aPayerIsShownAsStatesTimesAndNumbers() {
    vault.answers(
        "GET /admin/v1/payers/pyr_1",
        200,
        "{'id':'pyr_1','state':'locked','registeredAt':'2026-11-20T10:00:00Z','frozen':false,"
            + "'lock':{'at':'2026-11-22T10:00:00Z','by':'person:olga','reason':'phone stolen'},"
            + "'lockedDoors':[{'proof':'otp','browsers':'strangers','until':'2026-11-22T10:30:00Z'}],"
            + "'loosensFrom':'2026-11-23T10:00:00Z',"
            + "'proofs':['password','otp'],'cards':{'waiting':0,'active':1,'limited':0,'frozen':0},"
            + "'knownBrowsers':2,'oneFactor':[{'currency':'EUR','count':2,'sum':5999}],'payments':{'last30Days':3,'lastAt':'2026-11-21T10:00:00Z'}}");

    assertThat(cli.run("payers", "show", "pyr_1").out())
        .isEqualToNormalizingNewlines(
            """
            id                   pyr_1
            state                locked
            registeredAt         2026-11-20T10:00:00Z
            frozen               false
            lock.at              2026-11-22T10:00:00Z
            lock.by              person:olga
            lock.reason          phone stolen
            loosensFrom          2026-11-23T10:00:00Z
            proofs               password, otp
            cards.waiting        0
            cards.active         1
            cards.limited        0
            cards.frozen         0
            knownBrowsers        2
            payments.last30Days  3
            payments.lastAt      2026-11-21T10:00:00Z

            lockedDoors
            proof  browsers   until
            otp    strangers  2026-11-22T10:30:00Z

            oneFactor
            currency  count        sum
            EUR           2  59.99 EUR
            """);
  }

  @Test
  void aNameIsTurnedIntoAnIdAndStandsInNoAddress() {
    vault.answers("POST /admin/v1/payers/lookup", 200, "{'id':'pyr_1','state':'active'}");
    vault.answers("POST /admin/v1/payers/pyr_1/lock", 200, DONE.formatted("locked", true));

    Cli.Result result = cli.run("payers", "lock", "--alias", "Zoë Kestrel", "--reason", "theft");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(vault.askedOfVault().getFirst().body()).isEqualTo("{\"alias\":\"Zoë Kestrel\"}");
    assertThat(vault.askedOfVault().getLast().body()).isEqualTo("{\"reason\":\"theft\"}");
    assertThat(vault.askedOfVault())
        .noneMatch(
            asked -> asked.question().contains("Kestrel") || asked.question().contains("Zo"));
    assertThat(result.out() + result.err()).doesNotContain("Kestrel");
  }

  @Test
  void aNameMayComeFromStandardInput() {
    vault.answers("POST /admin/v1/payers/lookup", 200, "{'id':'pyr_1','state':'active'}");

    Cli.Result result =
        typing(" Zoë Kestrel\r\nmore\n", () -> cli.run("payers", "show", "--alias", "-"));

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(vault.askedOfVault().getLast().body()).isEqualTo("{\"alias\":\"Zoë Kestrel\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \nkestrel"})
  void withoutANameOnStandardInputNothingIsAsked(String typed) {
    Cli.Result result = typing(typed, () -> cli.run("payers", "show", "--alias", "-"));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("Standard input holds no name");
    assertThat(vault.askedOfVault()).isEmpty();
  }

  @Test
  void whoIsNotThereCanBeLookedForInNoList() {
    vault.refuses(
        "POST /admin/v1/payers/lookup",
        404,
        "{'type':'about:blank','title':'There is nothing here','status':404,'code':'not_found'}");

    Cli.Result result = cli.run("payers", "unlock", "--alias", "kestrel", "--reason", "asked");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("code: not_found (HTTP 404)", "payers can't be listed")
        .doesNotContain("kestrel");
  }

  @Test
  void erasingWaitsForTwoPeopleAndSaysWhatGoesAndWhatBackupsHold() {
    vault.answers("POST /admin/v1/payers/lookup", 200, "{'id':'pyr_1','state':'active'}");
    vault.answers(
        "POST /admin/v1/payers/pyr_1/erase",
        202,
        "{'approval':'apr_1','kind':'payer.erase','subject':'pyr_1','state':'waiting','change':["
            + "{'label':'cards','value':'2'},{'label':'keys','value':'wrapped by kek 1 (primary)'},"
            + "{'label':'backups','value':'hold them; until when is not known'}]}");

    Cli.Result result =
        cli.run("payers", "erase", "--alias", "kestrel", "--reason", "demanded, case 4711");

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.out())
        .contains("apr_1", "cards", "wrapped by kek 1 (primary)", "until when is not known")
        .doesNotContain("kestrel");
    assertThat(result.err()).contains("Nothing is changed yet", "vault-admin approvals approve");
    assertThat(vault.askedOfVault().getLast().body())
        .isEqualTo("{\"reason\":\"demanded, case 4711\"}");
  }

  @Test
  void whoHasLeftIsErasedAlreadyAndThatIsNoError() {
    String left = "{'id':'pyr_1','state':'%s','changed':false,'change':[]}";
    vault.answers("POST /admin/v1/payers/pyr_1/erase", 200, left.formatted("erased"));
    vault.answers("POST /admin/v1/payers/pyr_2/erase", 200, left.formatted("leaving"));

    Cli.Result erased = cli.run("payers", "erase", "pyr_1", "--reason", "demanded");
    Cli.Result leaving = cli.run("payers", "erase", "pyr_2", "--reason", "demanded");

    assertThat(erased.exit() + leaving.exit()).isZero();
    assertThat(erased.err()).contains("Erased already.");
    assertThat(leaving.err()).contains("once the last mail is sent");
  }

  @Test
  void doneTwiceIsDoneAndSaysSo() {
    vault.answers("POST /admin/v1/payers/pyr_1/lock", 200, DONE.formatted("locked", false));
    vault.answers("POST /admin/v1/payers/pyr_1/unlock", 200, DONE.formatted("active", false));

    Cli.Result lock = cli.run("payers", "lock", "pyr_1", "--reason", "theft");
    Cli.Result unlock = cli.run("payers", "unlock", "pyr_1", "--reason", "back");
    Cli.Result doors = cli.run("payers", "unlock", "pyr_1", "--doors", "--reason", "back");

    assertThat(lock.exit() + unlock.exit() + doors.exit()).isZero();
    assertThat(lock.err()).contains("Already locked");
    assertThat(unlock.err()).contains("No operator had locked them", "--doors");
    assertThat(doors.err()).contains("Nothing was locked");
  }

  private static Cli.Result typing(String text, Supplier<Cli.Result> command) {
    InputStream real = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return command.get();
    } finally {
      System.setIn(real);
    }
  }
}
