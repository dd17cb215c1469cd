package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code operator init}: what it writes, and all it refuses. */
class InitOperatorTest {
  private static final String GOOD = "correct horse battery staple";

  @TempDir Path home;
  private Cli cli;
  private Path file;

  @BeforeEach
  void atHome() {
    cli = new Cli(home);
    file = home.resolve("root key.json");
  }

  @Test
  void writesAPrivateFileAndWarnsOfSingleCustody() throws IOException {
    Cli.Result result = init(passphrase(GOOD + "\n"), "--use", "sandbox", "--output", "json");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("warning: custody is single");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    JsonNode told = new ObjectMapper().readTree(result.out());
    JsonNode written = new ObjectMapper().readTree(file.toFile());
    assertThat(told.path("id")).isEqualTo(written.path("id"));
    assertThat(told.path("file").asText()).isEqualTo(file.toString());
    assertThat(told.path("warnings").path(0).asText()).isEqualTo("custody_single");
    assertThat(written.path("use").asText()).isEqualTo("sandbox");
    assertThat(written.path("created").asText()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(written.at("/kdf/memoryKiB").asInt()).isEqualTo(65_536);
    assertThat(written.at("/kdf/iterations").asInt()).isEqualTo(3);
    assertThat(result.out() + result.err() + written).doesNotContain(GOOD);
  }

  @Test
  void isForProductionUnlessToldOtherwise() throws IOException {
    init(passphrase(GOOD));

    assertThat(Files.readString(file)).contains("\"use\":\"production\"");
  }

  @Test
  void runningItAgainIsRefusedAndLeavesTheFile() throws IOException {
    init(passphrase(GOOD));
    String before = Files.readString(file);

    Cli.Result again = init(passphrase(GOOD));

    assertThat(again.exit()).isEqualTo(3);
    assertThat(again.err())
        .contains("holds the root key", "left as it is", "code: root_key_exists");
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void anotherFileAtThePathIsRefusedAndLeft() throws IOException {
    Files.writeString(file, "my diary");

    Cli.Result result = init(passphrase(GOOD));

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("is no root-key file", "code: path_taken");
    assertThat(file).hasContent("my diary");
  }

  @Test
  void aDanglingLinkIsNotFollowed() throws IOException {
    Path elsewhere = home.resolve("elsewhere");
    Files.createSymbolicLink(file, elsewhere);

    Cli.Result result = init(passphrase(GOOD));

    assertThat(result.exit()).isNotZero();
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void aMissingFolderIsAnError() {
    file = home.resolve("nowhere/root-key.json");

    Cli.Result result = init(passphrase(GOOD));

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("code: file_not_written");
  }

  @Test
  void aPassphraseFileThatOthersMayReadIsRefused() throws IOException {
    Path open = passphrase(GOOD);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));

    Cli.Result result = init(open);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("rw-r-----", "code: file_too_open");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "fourteen chars",
        "\nsecond line is long enough",
        "with\ta tab inside it",
        "ends like windows do\r\n"
      })
  void anUnfitPassphraseIsRefusedWithoutAnEcho(String passphrase) {
    Cli.Result result = init(passphrase(passphrase));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .contains("code: passphrase_unfit")
        .doesNotContain("windows", "fourteen");
    assertThat(file).doesNotExist();
  }

  @Test
  void thePassphraseIsAskedForTwice() {
    cli.typed.add(GOOD);
    cli.typed.add(GOOD);

    Cli.Result result = cli.run("operator", "init", "--file", file.toString());

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(file).exists();
  }

  @Test
  void twoDifferentPassphrasesAreRefused() {
    cli.typed.add(GOOD);
    cli.typed.add(GOOD + "!");

    Cli.Result result = cli.run("operator", "init", "--file", file.toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("differ");
    assertThat(file).doesNotExist();
  }

  @Test
  void withoutATerminalAFileIsNeeded() {
    Cli.Result result = cli.run("operator", "init", "--file", file.toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("--passphrase-file or --passphrase-fd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "999", "4096"})
  void aDescriptorThatIsNotOpenIsRefused(String descriptor) {
    Cli.Result result =
        cli.run("operator", "init", "--file", file.toString(), "--passphrase-fd", descriptor);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void onlyOneSourceOfThePassphraseIsTaken() {
    Cli.Result result = init(passphrase(GOOD), "--passphrase-fd", "3");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("mutually exclusive");
  }

  private Cli.Result init(Path passphrase, String... more) {
    String[] args = {
      "operator", "init", "--file", file.toString(), "--passphrase-file", passphrase.toString()
    };
    return cli.run(Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new));
  }

  private Path passphrase(String text) {
    try {
      Path path = home.resolve("passphrase");
      Files.deleteIfExists(path);
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
