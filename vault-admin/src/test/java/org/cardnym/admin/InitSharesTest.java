package org.cardnym.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code operator init --custodian …}: a root key that several people open. */
class InitSharesTest {
  private static final String ISSUER = "https://id.example/realms/ops|";

  @TempDir Path home;
  private Cli cli;
  private Path file;

  @BeforeEach
  void atHome() {
    cli = new Cli(home);
    file = home.resolve("root-key.json");
  }

  @Test
  void threeOfFiveIsTheUsualAndEachShareHasAFileOfItsOwn() throws IOException {
    Cli.Result result =
        init("anna", "bo", "chen", "dara", "elif", "--use", "sandbox", "--output", "json");

    assertThat(result.exit()).as(result.err()).isZero();
    JsonNode told = new ObjectMapper().readTree(result.out());
    JsonNode written = new ObjectMapper().readTree(file.toFile());
    assertThat(told.path("threshold").asInt()).isEqualTo(3);
    assertThat(told.path("shares")).hasSize(5);
    assertThat(written.at("/shares/threshold").asInt()).isEqualTo(3);
    assertThat(written.at("/shares/custodians/1/subject").asText()).isEqualTo("id|bo");
    assertThat(written.path("id")).isEqualTo(told.path("id"));
    for (JsonNode share : told.path("shares")) {
      Path path = Path.of(share.path("file").asText());
      assertThat(path.getFileName().toString())
          .isEqualTo("root-key." + share.path("custodian").asText() + ".share");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      String text = Files.readString(path).strip();
      assertThat(text).matches("cardnym-share-1:[A-Za-z0-9_-]{72}");
      assertThat(result.out() + result.err() + written).doesNotContain(text, text.substring(40));
    }
    assertThat(result.err()).contains("give each share to its custodian alone");
    assertThat(result.out()).doesNotContain("custody_single");
  }

  @Test
  void sharesGoToTheFolderThatIsNamed() throws IOException {
    Path folder = Files.createDirectory(home.resolve("stick"));

    Cli.Result result =
        init("anna", "bo", "--shares", "2", "--threshold", "2", "--shares-to", folder.toString());

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(folder.resolve("root-key.anna.share")).exists();
    assertThat(home.resolve("root-key.anna.share")).doesNotExist();
    assertThat(result.err()).contains("all shares are needed");
  }

  @Test
  void aFileInTheWayIsLeftAndNothingElseStays() throws IOException {
    Path taken = Files.writeString(home.resolve("root-key.chen.share"), "mine");

    Cli.Result result = init("anna", "bo", "chen", "dara", "elif");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("root-key.chen.share exists already", "code: path_taken");
    assertThat(taken).hasContent("mine");
    assertThat(file).doesNotExist();
    assertThat(home.resolve("root-key.anna.share")).doesNotExist();
  }

  @Test
  void aRootKeyIsNeverReplaced() throws IOException {
    init("anna", "bo", "chen", "dara", "elif");
    String before = Files.readString(file);

    Cli.Result again = init("anna", "bo", "chen", "dara", "elif");

    assertThat(again.exit()).isEqualTo(3);
    assertThat(again.err()).contains("holds the root key", "code: root_key_exists");
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna bo chen dara",
        "anna bo chen dara anna",
        "anna bo chen dara elif --threshold 1",
        "anna bo chen dara elif --threshold 6",
        "anna bo --shares 2",
        "anna --shares 1 --threshold 1",
        "anna bo chen --shares 3 --threshold 2 --passphrase-fd 3",
        "anna bo --shares 2 --threshold 2 --custodian x=http://id.example|x",
        "Anna bo --shares 2 --threshold 2",
        "--shares 0 --threshold 0"
      })
  void whatWouldBeNoSplitKnowledgeIsRefused(String line) {
    Cli.Result result = init(line.split(" ", -1));

    assertThat(result.exit()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains("error: ", "next: ");
    assertThat(file).doesNotExist();
    assertThat(home.toFile().list()).isEmpty();
  }

  @Test
  void onePersonUnderTwoNamesIsOneCustodian() {
    Cli.Result result =
        cli.run(
            "operator",
            "init",
            "--file",
            file.toString(),
            "--shares",
            "2",
            "--threshold",
            "2",
            "--custodian",
            "anna=" + ISSUER + "one",
            "--custodian",
            "bo=" + ISSUER + "one");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("another person");
  }

  /** Words before the first flag are custodians. */
  private Cli.Result init(String... words) {
    List<String> args = new ArrayList<>(List.of("operator", "init", "--file", file.toString()));
    boolean names = true;
    for (String word : words) {
      names &= !word.startsWith("--");
      if (names) {
        args.addAll(List.of("--custodian", word + "=" + ISSUER + "id|" + word));
      } else {
        args.add(word);
      }
    }
    return cli.run(args.toArray(String[]::new));
  }
}
