package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code payers import} sends a file, goes on with one, and tells what was refused. */
class ImportPayersTest {
  private static final String IMPORTS = "POST /admin/v1/payers/imports";
  private static final String BLOCKS = IMPORTS + "/imp_1/blocks/";
  private static final String REFUSED = "GET /admin/v1/payers/imports/imp_1/refused?limit=100";

  private final FakeServer vault = new FakeServer();
  @TempDir Path home;
  private Cli cli;
  private String file;

  @BeforeEach
  void aFileOfThreeBlocks() throws IOException {
    cli = Cli.machineAt(vault, home);
    file = home.resolve("customers.jose").toString();
    Files.writeString(Path.of(file), lines(1, 120));
    vault.answers(IMPORTS, 200, state("0", 0, 0));
    vault.answers(BLOCKS + "0", 200, state("1", 50, 0));
    vault.answers(BLOCKS + "1", 200, state("2", 98, 2));
    vault.answers(BLOCKS + "2", 200, state("null", 118, 2));
    vault.answers(
        REFUSED,
        200,
        "{'items':[{'line':60,'code':'alias_taken'},{'line':61,'code':'line_time'}],'next':null}");
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void aFileGoesInBlocksInItsOrderUnderOneToken() {
    run();

    assertThat(bodies()).containsExactly(lines(1, 50), lines(51, 100), lines(101, 120));
    assertThat(vault.asked()).filteredOn(a -> a.question().contains("token")).hasSize(1);
  }

  @Test
  void theKeyThatFilesAreSealedToIsReplacedAndEndedByTwoPeople() {
    vault.answers(IMPORTS + "/keys", 200, "{'kty':'EC','kid':'k2'}");
    vault.answers(
        IMPORTS.replace("POST", "GET") + "/keys",
        200,
        "{'items':[{'kid':'k2','inUse':true,'madeAt':'2026-11-22T10:00:00Z'}],'next':null}");
    vault.answers(IMPORTS + "/keys/k1/retire", 202, "{'approval':'apr_1'}");

    assertThat(cli.run("payers", "import-key", "--replace").out()).contains("\"kid\" : \"k2\"");
    assertThat(cli.run("payers", "import-key", "--list").out()).contains("k2", "true");
    assertThat(cli.run("payers", "import-key", "--retire", "k1").exit()).isEqualTo(2);
    assertThat(cli.run("payers", "import-key", "--list", "--replace").exit()).isEqualTo(2);
    Cli.Result ended = cli.run("payers", "import-key", "--retire", "k1", "--reason", "yearly");
    assertThat(ended.exit()).isEqualTo(5);
    assertThat(vault.askedOfVault().getLast().body()).isEqualTo("{\"reason\":\"yearly\"}");
  }

  @Test
  void refusedLinesAreToldByNumberAndCode() throws IOException {
    Path report = home.resolve("refused.csv");

    Cli.Result result = run("--report", report.toString());

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("imported", "118");
    assertThat(result.err())
        .contains("Lines were refused: 1 alias_taken, 1 line_time.", "120 of 120 lines, 2 refused");
    assertThat(report).hasContent("line,code\n60,alias_taken\n61,line_time\n");
  }

  @Test
  void whatIsThroughIsNotSentAgain() {
    vault.answers(IMPORTS, 200, state("2", 98, 2));

    Cli.Result result = run();

    assertThat(result.err()).contains("Going on after line 100.");
    assertThat(bodies()).containsExactly(lines(101, 120));
  }

  @Test
  void aBreakSaysHowFarItCame() {
    vault.refuses(BLOCKS + "1", 503, "{'title':'Not now','code':'unavailable'}");

    Cli.Result result = run();

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("Lines 1 to 50 are through; the same command goes on");
  }

  @Test
  void whatWasNotSignedForIsRefusedWhereItStands() {
    vault.refuses(
        BLOCKS + "0", 409, "{'title':'This is not signed for','code':'import_other_file'}");

    Cli.Result result = run();

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("import_other_file");
    assertThat(bodies()).hasSize(1);
  }

  @Test
  void twoPeopleAreAskedFirst() {
    vault.answers(IMPORTS, 202, "{'approval':'apr_1','kind':'payers.import','missing':2}");

    Cli.Result result = run();

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.out()).contains("apr_1");
    assertThat(result.err()).containsPattern("digest, which both who sign must see: [0-9a-f]{64}");
    assertThat(bodies()).isEmpty();
  }

  @Test
  void aFileThatIsNoneIsNotSent() throws IOException {
    Files.writeString(Path.of(file), "no end");
    assertThat(run().err()).contains("ends within a line");
    Files.writeString(Path.of(file), "");
    assertThat(run().err()).contains("is empty");
    Files.writeString(Path.of(file), "x".repeat(4097) + "\n");
    assertThat(run().err()).contains("has a line of more than 4096 characters");
    assertThat(run().exit()).isEqualTo(2);
    assertThat(vault.askedOfVault()).isEmpty();
  }

  private Cli.Result run(String... more) {
    String[] line = {"payers", "import", file, "--bank", "bnk_1"};
    return cli.run(
        java.util.stream.Stream.concat(java.util.Arrays.stream(line), java.util.Arrays.stream(more))
            .toArray(String[]::new));
  }

  private java.util.List<String> bodies() {
    return vault.askedOfVault().stream()
        .filter(asked -> asked.question().startsWith(BLOCKS))
        .map(FakeServer.Asked::body)
        .toList();
  }

  private static String lines(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(line -> "line-" + line + "\n")
        .collect(Collectors.joining());
  }

  private static String state(String next, int imported, int refused) {
    return "{'import':'imp_1','lines':120,'linesPerBlock':50,'next':%s,'imported':%d,'refused':%d}"
        .formatted(next, imported, refused);
  }
}
