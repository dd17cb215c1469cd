package org.cardnym.admin.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.cardnym.admin.outcome.Failure;
import org.junit.jupiter.api.Test;

/** Secrets do not print, and few may ask for them. */
class SecretsTest {
  @Test
  void noSecretPrints() {
    Stream<Object> secrets =
        Stream.of(
            new AccessToken("s3cret-s3cret"),
            new RefreshToken("s3cret-s3cret"),
            new DeviceCode("s3cret-s3cret"),
            new ClientSecret("s3cret-s3cret"),
            new Pin("s3cret".getBytes(StandardCharsets.UTF_8)),
            Passphrase.of("s3cret-s3cret-s3cret"));

    assertThat(secrets.map(Object::toString)).allMatch(text -> text.endsWith("(hidden)"));
  }

  @Test
  void fewCallersRevealSecrets() throws IOException {
    assertThat(sourcesWith(".reveal()"))
        .containsExactlyInAnyOrder(
            "VaultApi.java", "Form.java", "TokenEndpoint.java", "StoredLogin.java", "SignIn.java");
    assertThat(sourcesWith(".utf8()"))
        .containsExactlyInAnyOrder("RootKeySeal.java", "TokenSession.java");
  }

  @Test
  void aPassphraseIsCountedInLettersNotInBytes() {
    assertThat(Passphrase.of("é".repeat(15)).utf8()).hasSize(30);
    assertThatThrownBy(() -> Passphrase.of("é".repeat(14))).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> Passphrase.of("e\u0301".repeat(14))).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> Passphrase.of("\uD83D\uDE00".repeat(14))).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> Passphrase.of("a".repeat(1_001))).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> Passphrase.of("a".repeat(20) + "\uD800")).isInstanceOf(Failure.class);
  }

  @Test
  void aClosedPassphraseIsWiped() {
    Passphrase passphrase = Passphrase.of("correct horse battery staple");

    passphrase.close();

    assertThat(passphrase.utf8()).containsOnly(0);
  }

  private static Stream<String> sourcesWith(String call) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(f -> f.toString().endsWith(".java") && read(f).contains(call))
          .map(f -> f.getFileName().toString())
          .toList()
          .stream();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
