package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code banks routes}: times, and whole tables. */
class BankRoutesTest {
  private static final String IMPORT = "POST /admin/v1/routes/import";
  private static final String REPORT =
      "{'dryRun':DRY,'changed':CHANGED,'counts':{'lines':2,'added':1,'present':0,'replaced':1,'refused':0,'removed':1},"
          + "'lines':[{'line':2,'outcome':'added','fault':null,'route':{'route':'rte_1','bank':'north','first':'411100',"
          + "'last':'411199','from':'2026-11-22T10:00:00Z','until':null,'state':'effective'},'replaces':null,"
          + "'conflicts':[],'furtherConflicts':0},{'line':3,'outcome':'replaces','route':{'route':'rte_2','bank':'north',"
          + "'first':'411200','last':'411299','from':'2027-01-01T00:00:00Z','until':null,'state':'to_come'},"
          + "'replaces':'rte_0'}],'removed':[{'route':'rte_0','bank':'north','first':'411200','last':'411299',"
          + "'from':null,'until':null,'state':'effective'}]}";
  private static final String REFUSAL =
      "{'type':'about:blank','title':'Lines of this table can\\u0027t be taken, so none was','status':422,"
          + "'code':'routes_refused','dryRun':false,'changed':false,'counts':{'refused':4},'lines':["
          + "{'line':3,'outcome':'conflicts','fault':null,'route':null,'conflicts':[{'line':2,'route':null},"
          + "{'line':null,'route':{'route':'rte_9','bank':'south','first':'411150','last':'411250'}}],'furtherConflicts':7},"
          + "{'line':4,'outcome':'unknown_bank','fault':null,'conflicts':[],'furtherConflicts':0},"
          + "{'line':5,'outcome':'unfit','fault':'range','conflicts':[],'furtherConflicts':0},"
          + "{'line':6,'outcome':'unfit','fault':'of\\u001bthefuture','conflicts':[],'furtherConflicts':0}],'removed':[]}";

  private final FakeServer vault = new FakeServer();
  @TempDir Path home;
  private Cli cli;
  private String file;

  @BeforeEach
  void atTheVault() throws IOException {
    cli = Cli.machineAt(vault, home);
    file =
        Files.writeString(
                home.resolve("routes.csv"), "\uFEFFbank,first,last\r\nnorth,411100,411199\r\n")
            .toString();
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void theFileIsSentAsItIsAndItsLinesAreShown() {
    vault.answers(IMPORT, 200, report(false, true));

    Cli.Result result = cli.run("banks", "routes", "import", file);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(vault.askedOfVault().getLast().body())
        .isEqualTo("\uFEFFbank,first,last\r\nnorth,411100,411199\r\n");
    assertThat(result.out())
        .isEqualToNormalizingNewlines(
            """
            LINE  OUTCOME   BANK   FIRST   LAST    FROM                  UNTIL  STATE      ROUTE
               2  added     north  411100  411199  2026-11-22T10:00:00Z  -      effective  rte_1
               3  replaces  north  411200  411299  2027-01-01T00:00:00Z  -      to_come    rte_2
               -  removed   north  411200  411299  -                     -      effective  rte_0
            """);
    assertThat(result.err())
        .contains("Done: 1 added, 1 in place of another, 0 there already, 1 removed.");
  }

  @Test
  void aDryRunSaysSo() {
    vault.answers(IMPORT + "?dryRun=true&replace=true", 200, report(true, false));

    Cli.Result result = cli.run("banks", "routes", "import", "--dry-run", "--replace", file);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("Dry run, nothing was changed. It would be: 1 added");
  }

  @Test
  void whatWasThereAlreadyIsNoChange() {
    vault.answers(IMPORT, 200, report(false, false));

    Cli.Result result = cli.run("banks", "routes", "import", file);

    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("Nothing to change: ");
  }

  @Test
  void allThatIsInTheWayIsShown() {
    vault.refuses(IMPORT, 422, REFUSAL);

    Cli.Result result = cli.run("banks", "routes", "import", file);

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out())
        .isEqualToNormalizingNewlines(
            """
            LINE  OUTCOME       WHY
               3  conflicts     line 2; rte_9 of south, 411150-411250; and 7 more
               4  unknown_bank  no bank has this institution id
               5  unfit         first and last: 6 to 8 digits, as many in both, in order
               6  unfit         of\\u{1B}thefuture
            """);
    assertThat(result.err())
        .isEqualToNormalizingNewlines(
            """
            error: The vault refused this: Lines of this table can't be taken, so none was.
             code: routes_refused (HTTP 422)
             next: Correct what it names and run the command again.
            """);
  }

  @Test
  void scriptsGetTheWholeReportOfARefusal() throws JsonProcessingException {
    vault.refuses(IMPORT, 422, REFUSAL);

    Cli.Result result = cli.run("banks", "routes", "import", file, "--output", "json");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(new ObjectMapper().readTree(result.out()).path("lines")).hasSize(4);
    assertThat(result.out()).doesNotContain("\u001b");
    assertThat(result.err()).contains("code: routes_refused");
  }

  @Test
  void aFileThatIsTooLargeOrNotThereIsNotSent() throws IOException {
    Path large = Files.write(home.resolve("large.csv"), new byte[1024 * 1024 + 1]);

    Cli.Result tooLarge = cli.run("banks", "routes", "import", large.toString());
    Cli.Result missing = cli.run("banks", "routes", "import", home.resolve("none").toString());
    Cli.Result folder = cli.run("banks", "routes", "import", home.toString());

    assertThat(tooLarge.exit()).isEqualTo(2);
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(folder.exit()).isEqualTo(2);
    assertThat(tooLarge.err()).contains("code: input_invalid");
    assertThat(missing.err()).contains("code: file_unreadable");
    assertThat(vault.asked()).isEmpty();
  }

  private static String report(boolean dry, boolean changed) {
    return REPORT.replace("DRY", String.valueOf(dry)).replace("CHANGED", String.valueOf(changed));
  }
}
