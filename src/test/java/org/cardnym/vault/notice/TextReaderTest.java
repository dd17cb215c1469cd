package org.cardnym.vault.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.TestCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On, off, and everything in between is refused. */
class TextReaderTest {
  private static final String ENDPOINT = "https://sms.example/messages";

  @TempDir Path folder;

  /** A configuration as it was written. */
  private record Written(
      Optional<String> endpoint, Optional<Path> tokenFile, Optional<Path> trust, Duration patience)
      implements TextConfig {
    static Written of(@Nullable String endpoint, @Nullable Path token) {
      return new Written(
          Optional.ofNullable(endpoint),
          Optional.ofNullable(token),
          Optional.empty(),
          Duration.ofSeconds(10));
    }
  }

  @Test
  void withoutConfigurationThereAreNone() {
    var reader = new TextReader(Written.of(null, null), false);

    assertThat(reader.read()).isEmpty();
    assertThat(reader.problems()).isEmpty();
  }

  @Test
  void anEndpointOfTlsWithATokenIsTaken() throws IOException {
    var reader = new TextReader(Written.of(ENDPOINT, token("a-token-of-22-letters-or-so")), false);

    TextTarget target = reader.read().orElseThrow();

    assertThat(reader.problems()).isEmpty();
    assertThat(target.endpoint()).hasToString(ENDPOINT);
    assertThat(target.authorization()).isEqualTo("Bearer a-token-of-22-letters-or-so");
    assertThat(target).hasToString("TextTarget");
  }

  @Test
  void halfAConfigurationIsRefused() throws IOException {
    Path token = token("a-token-of-22-letters-or-so");
    var trust =
        new Written(Optional.empty(), Optional.empty(), Optional.of(token), Duration.ofSeconds(1));

    assertThat(problems(Written.of(ENDPOINT, null))).singleElement().asString().contains("token");
    assertThat(problems(Written.of(null, token))).singleElement().asString().contains("token");
    assertThat(problems(trust)).singleElement().asString().startsWith("cardnym.sms.trust");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sms.example/messages",
        "http://127.0.0.1:8080/messages",
        "http://localhost/messages",
        "ftp://sms.example/messages",
        "https://user:secret@sms.example/messages",
        "https://sms.example/messages?key=secret",
        "https://sms.example/messages#x",
        "https:///messages",
        "sms.example",
        "not an address"
      })
  void anEndpointInTheClearOrWithSecretsInItIsRefused(String endpoint) throws IOException {
    assertThat(problems(Written.of(endpoint, token("a-token-of-22-letters-or-so"))))
        .isNotEmpty()
        .allMatch(problem -> problem.startsWith("cardnym.sms.endpoint"))
        .noneMatch(problem -> problem.contains("secret"));
  }

  @Test
  void plainHttpIsForASandboxesOwnMachineOnly() throws IOException {
    Path token = token("a-token-of-22-letters-or-so");

    assertThat(plain("http://127.0.0.1:8080/messages", token)).isEmpty();
    assertThat(plain("http://sms.example/messages", token)).hasSize(1);
    assertThat(plain("http://127.0.0.1.example/messages", token)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with a space in the middle", "ünfit-ünfit-ünfit-ünfit"})
  void aTokenThatIsNoneIsRefused(String text) throws IOException {
    assertThat(problems(Written.of(ENDPOINT, token(text))))
        .singleElement()
        .asString()
        .startsWith("cardnym.sms.token-file")
        .doesNotContain("with a space");
  }

  @Test
  void aTokenThatOthersCanReadIsRefused() throws IOException {
    Path token = token("a-token-of-22-letters-or-so");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(problems(Written.of(ENDPOINT, token))).singleElement().asString().contains("0600");
    assertThat(problems(Written.of(ENDPOINT, folder.resolve("none")))).hasSize(1);
  }

  @Test
  void trustMustHoldCertificatesAndPatienceAnEnd() throws IOException {
    Path token = token("a-token-of-22-letters-or-so");
    Path pem =
        Files.writeString(folder.resolve("pem"), new TestCertificate("localhost").certificatePem());

    assertThat(problems(full(token, pem, 10))).isEmpty();
    assertThat(problems(full(token, token, 10))).hasSize(1);
    assertThat(problems(full(token, folder.resolve("none"), 10))).hasSize(1);
    assertThat(problems(full(token, pem, 0))).hasSize(1);
    assertThat(problems(full(token, pem, 16))).hasSize(1);
  }

  private static Written full(Path token, Path trust, int seconds) {
    return new Written(
        Optional.of(ENDPOINT), Optional.of(token), Optional.of(trust), Duration.ofSeconds(seconds));
  }

  private static List<String> problems(Written written) {
    return problems(new TextReader(written, false));
  }

  private static List<String> plain(String endpoint, Path token) {
    return problems(new TextReader(Written.of(endpoint, token), true));
  }

  private static List<String> problems(TextReader reader) {
    boolean read = reader.read().isPresent();
    assertThat(read).isEqualTo(reader.problems().isEmpty());
    return reader.problems();
  }

  private Path token(String text) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve("token"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text + "\n");
  }
}
