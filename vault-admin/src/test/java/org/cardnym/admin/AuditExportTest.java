package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cardnym.admin.terminal.Ink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code audit export}: a file that is checked where there is no vault, and that is whole or not
 * there.
 */
class AuditExportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeServer vault = new FakeServer();
  private final TrailMaker trail = TrailMaker.three();
  @TempDir Path home;
  private Path file;
  private Cli cli;

  @BeforeEach
  void atTheVault() {
    file = home.resolve("trail.jsonl");
    cli = Cli.machineAt(vault, home);
    trail.apart.add(trail.entry());
    trail.at(vault, 4);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Test
  void theFileIsPrivateAndVerifiesWithoutAVault() throws IOException {
    Cli.Result exported = export();
    String head = trail.head();
    vault.close();

    assertThat(exported.exit()).as(exported.err()).isZero();
    assertThat(exported.out()).contains("batches  3", "entries  10", head);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Cli.Result verified = verify("--head", head, "--key", trail.fingerprint());
    assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    assertThat(verified.err()).doesNotContain("warning");
  }

  @Test
  void aFileThatBringsItsOwnKeyIsNotEnough() {
    export();

    Cli.Result alone = verify();
    Cli.Result another = verify("--key", new TrailMaker().fingerprint());

    assertThat(alone.exit()).isZero();
    assertThat(alone.err()).contains("The key came with the file", "can't be noticed");
    assertThat(another.exit()).isEqualTo(6);
  }

  @Test
  void itSaysItAsLinesOnStandardOutputToo() throws IOException {
    export();
    Cli.Result printed = cli.run("audit", "export");

    assertThat(printed.exit()).isZero();
    List<String> kinds = printed.out().lines().map(AuditExportTest::kind).toList();
    assertThat(kinds).startsWith("trail", "batch", "entry").endsWith("apart", "end").hasSize(16);
    assertThat(printed.out().lines().toList())
        .isEqualTo(
            Files.readAllLines(file).stream().filter(line -> !kind(line).equals("page")).toList());
    Path saved = Files.writeString(home.resolve("printed"), printed.out());
    assertThat(cli.run("audit", "verify", "--file", saved.toString()).exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void anAlteredFileIsNotWhole(int how) throws IOException {
    export();
    UnaryOperator<String> crime =
        List.<UnaryOperator<String>>of(
                text -> text.replace("{\\\"n\\\":\\\"3\\\"}", "{}"),
                text -> text.replaceFirst("(?m)^\\{\"kind\":\"entry\".*\n", ""),
                text -> text.replaceFirst("(?m)^\\{\"kind\":\"end\".*\n", ""),
                text -> text.substring(0, text.length() - 3),
                text -> text + "{}\n",
                text -> text.replaceFirst("(?m)^\\{\"kind\":\"batch\"", "nonsense"))
            .get(how);
    String before = Files.readString(file);
    String after = crime.apply(before);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(file, after);

    Cli.Result result = verify();

    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(6);
    assertThat(result.err()).contains("code: trail_broken");
  }

  /** Header and batches fit each other, and the key signed them all. */
  @Test
  void aFileWhoseBeginningWasCutIsWholeOnlyWhereThatWasMeant() throws IOException {
    export();
    List<String> lines = Files.readAllLines(file);
    String header = lines.getFirst().replace("\"from\":1", "\"from\":3");
    int third = lines.indexOf(trail.batchOf(3).toString());
    assertThat(third).isPositive();
    Files.write(
        file,
        Stream.concat(Stream.of(header), lines.subList(third, lines.size()).stream()).toList());

    Cli.Result unmeant = verify("--output", "json");
    Cli.Result meant = verify("--from", "3");

    assertThat(unmeant.exit()).isEqualTo(6);
    assertThat(unmeant.out()).contains("\"beginning_cut\"", "say --from 3");
    assertThat(meant.exit()).as(meant.err()).isZero();
  }

  /** Numbers that could be taken for others, or draw a bar of no length: found, and no error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"kind\":\"batch\",\"number\":2' | '\"kind\":\"batch\",\"number\":18446744073709551618'",
        "'\"kind\":\"batch\",\"number\":1' | '\"kind\":\"batch\",\"number\":-100'",
        "'\"kind\":\"batch\",\"number\":2' | '\"kind\":\"batch\",\"number\":9223372036854775807'",
        "'\"count\":4' | '\"count\":4.5'",
        "'\"keyVersion\":1' | '\"keyVersion\":4294967297'",
        "'\"batch\":1,\"position\":0' | '\"batch\":1.5,\"position\":0'",
        "'\"batch\":1,\"position\":0' | '\"batch\":9223372036854775807,\"position\":0'",
        "'\"from\":1' | '\"from\":-9223372036854775808'"
      })
  void anOddNumberIsFoundAndIsNoError(String even, String odd) throws IOException {
    export();
    String whole = Files.readString(file);
    assertThat(whole).contains(even);
    Files.writeString(file, whole.replaceFirst(even, odd));
    Cli auditor = new Cli(home);
    auditor.ink = Ink.COLOUR;

    Cli.Result result = auditor.run("audit", "verify", "--file", file.toString());

    assertThat(result.exit()).as(result.err()).isEqualTo(6);
    assertThat(result.err()).contains("code: trail_broken");
  }

  /** What is to be kept is what was reckoned, not what a line says. */
  @Test
  void aHeadThatIsNotThatOfTheLastBatchIsNamedAndNotToldFurther() throws IOException {
    export();
    String hash = trail.head().substring(2);
    String whole = Files.readString(file);
    for (String header :
        List.of(
            whole.replaceFirst(hash, "11".repeat(32)),
            whole.replaceFirst("\"number\":3", "\"number\":2"))) {
      assertThat(header).isNotEqualTo(whole);
      Files.writeString(file, header);

      Cli.Result result = verify("--output", "json");

      assertThat(result.exit()).isEqualTo(6);
      assertThat(result.out())
          .contains("\"head_differs\"", "\"head\" : \"3:" + hash)
          .doesNotContain("\"head\" : \"2:", "1111");
    }
  }

  @Test
  void anExportThatWasCutOffGoesOnWhereItWas() throws IOException {
    Cli.Result whole = export();
    String expected = Files.readString(file);
    assertThat(whole.exit()).isZero();
    // The second page is refused once; what was there by then stays, with half a line behind it.
    Files.delete(file);
    String second = "GET /admin/v1/audit/records?from=1&until=3&limit=1000&cursor=c4";
    vault.refuses(second, 503, "{'title':'It is busy','code':'unavailable'}");
    Cli.Result cut = export();
    Path part = home.resolve("trail.jsonl.part");
    assertThat(cut.exit()).isEqualTo(4);
    assertThat(file).doesNotExist();
    Files.writeString(part, Files.readString(part) + "{\"kind\":\"ent");
    trail.at(vault, 4);
    int asked = vault.askedOfVault().size();

    Cli.Result again = export();

    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err()).contains("Going on with");
    assertThat(Files.readString(file)).isEqualTo(expected);
    assertThat(part).doesNotExist();
    assertThat(vault.askedOfVault().get(asked).question()).isEqualTo(second);
  }

  @Test
  void nothingIsOverwrittenAndNoOtherExportIsGoneOnWith() throws IOException {
    export();
    Cli.Result twice = export();
    Path part = Files.writeString(home.resolve("other.part"), "");
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
    Cli.Result open = cli.run("audit", "export", "--to", home.resolve("other").toString());
    Path begun = home.resolve("begun.part");
    Files.copy(file, begun, StandardCopyOption.COPY_ATTRIBUTES);
    Cli.Result elsewhere =
        cli.run("audit", "export", "--from", "2", "--to", home.resolve("begun").toString());

    for (Cli.Result refused : List.of(twice, open, elsewhere)) {
      assertThat(refused.exit()).as(refused.err()).isEqualTo(3);
      assertThat(refused.err()).contains("code: path_taken");
    }
    assertThat(elsewhere.err()).contains("from batch 1");
  }

  @Test
  void aFolderThatIsNotThereIsTold() {
    Cli.Result result =
        cli.run("audit", "export", "--to", home.resolve("none/trail.jsonl").toString());

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("code: file_not_written");
  }

  private Cli.Result export() {
    return cli.run("audit", "export", "--to", file.toString());
  }

  private Cli.Result verify(String... more) {
    // Without a setting, as on an auditor's machine.
    return new Cli(home)
        .run(
            Stream.concat(Stream.of("audit", "verify", "--file", file.toString()), Stream.of(more))
                .toArray(String[]::new));
  }

  private static String kind(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      return json.path("kind").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
