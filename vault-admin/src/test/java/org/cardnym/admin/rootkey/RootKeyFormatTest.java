package org.cardnym.admin.rootkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.secret.Passphrase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file's bytes, as docs/root-key-file.md promises them to the vault and to strangers. */
class RootKeyFormatTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final Argon2Cost CHEAP = new Argon2Cost(19_456, 2, 1);

  private static final RootKeyHeader HEADER =
      new RootKeyHeader(
          Base64Url.encode(count(0, 16)),
          RootKeyUse.SANDBOX,
          Instant.parse("2026-01-01T00:00:00Z"),
          CHEAP,
          Base64Url.encode(count(16, 16)),
          Base64Url.encode(count(32, 12)));

  @Test
  void goldenBytesAreWritten() {
    try (Passphrase passphrase = Passphrase.of(PASSPHRASE)) {
      String sealed = RootKeySeal.seal(HEADER, passphrase, count(64, 32));

      assertThat(new String(new RootKeyDocument(HEADER, sealed).toJson(), UTF_8))
          .isEqualTo(golden());
    }
  }

  @Test
  void theDocumentShowsTheGoldenExample() throws IOException {
    assertThat(Files.readString(Path.of("../docs/root-key-file.md"))).contains("\n" + golden());
  }

  @Test
  void goldenBytesAreOpened() {
    assertThat(open(golden(), PASSPHRASE)).isEqualTo(count(64, 32));
  }

  @Test
  void theSealBindsTheseBytes() {
    assertThat(new String(HEADER.associatedData(), UTF_8))
        .isEqualTo(
            "cardnym-root-key\n1\nAAECAwQFBgcICQoLDA0ODw\nsandbox\nargon2id\n19456\n2\n1\nEBESExQVFhcYGRobHB0eHw\n");
  }

  @Test
  void decomposedLettersAreTheSamePassphrase() {
    RootKeyHeader header = HEADER;
    try (Passphrase composed = Passphrase.of("caf\u00e9 sous la pluie")) {
      String sealed = RootKeySeal.seal(header, composed, count(64, 32));

      try (Passphrase decomposed = Passphrase.of("cafe\u0301 sous la pluie")) {
        assertThat(RootKeySeal.open(header, sealed, decomposed)).isEqualTo(count(64, 32));
      }
    }
  }

  @Test
  void aWrongPassphraseOpensNothing() {
    assertThatThrownBy(() -> open(golden(), PASSPHRASE + " ")).isInstanceOf(Failure.class);
  }

  /** Every bound value, changed to another that is well-formed. */
  @ParameterizedTest
  @CsvSource({
    "AAECAwQFBgcICQoLDA0ODw, AAECAwQFBgcICQoLDA0ODg",
    "sandbox, production",
    "19456, 19457",
    "'\"iterations\":2', '\"iterations\":3'",
    "'\"parallelism\":1', '\"parallelism\":2'",
    "EBESExQVFhcYGRobHB0eHw, EBESExQVFhcYGRobHB0eHg",
    "ICEiIyQlJicoKSor, ICEiIyQlJicoKSos"
  })
  void anEditedValueOpensNothing(String from, String to) {
    assertThatThrownBy(() -> open(golden().replace(from, to), PASSPHRASE))
        .isInstanceOf(Failure.class);
  }

  @Test
  void anyEditedByteOfTheSealOpensNothing() {
    byte[] sealed =
        Base64.getUrlDecoder().decode(RootKeyDocument.fromJson(golden().getBytes(UTF_8)).sealed());
    for (int i = 0; i < sealed.length; i += 5) {
      byte[] edited = sealed.clone();
      edited[i] ^= 1;
      assertThatThrownBy(
              () -> {
                try (Passphrase passphrase = Passphrase.of(PASSPHRASE)) {
                  RootKeySeal.open(HEADER, Base64Url.encode(edited), passphrase);
                }
              })
          .isInstanceOf(Failure.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"version\":1`, `\"version\":2`",
        "`\"version\":1`, `\"version\":\"1\"`",
        "`\"version\":1`, `\"version\":1.0`",
        "`\"version\":1`, `\"version\":1,\"version\":1`",
        "`\"version\":1`, `\"version\":1,\"more\":1`",
        "`\"name\"`, `\"more\":1,\"name\"`",
        "cardnym-root-key, cardnym-root-keys",
        "argon2id, argon2i",
        "AES-256-GCM, AES-128-GCM",
        "sandbox, Sandbox",
        "sandbox, test",
        "2026-01-01T00:00:00Z, 2026-01-01",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00+00:00",
        "19456, 19455",
        "19456, 1048577",
        "`\"iterations\":2`, `\"iterations\":0`",
        "`\"iterations\":2`, `\"iterations\":11`",
        "`\"parallelism\":1`, `\"parallelism\":5`",
        "AAECAwQFBgcICQoLDA0ODw, AAECAwQFBgcICQoLDA0ODw==",
        "AAECAwQFBgcICQoLDA0ODw, AAECAwQFBgcICQoLDA0ODx",
        "AAECAwQFBgcICQoLDA0ODw, AAECAwQFBgcICQoLDA0O",
        "ICEiIyQlJicoKSor, ICEiIyQlJicoKSorAA",
        "UW02, UW+2",
        "`\"cipher\":\"AES-256-GCM\",`, ``"
      })
  void whatTheFormatDoesNotAllowIsNoRootKeyFile(String from, String to) {
    String edited = golden().replace(from, to);

    assertThat(edited).isNotEqualTo(golden());
    assertThatThrownBy(() -> RootKeyDocument.fromJson(edited.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "text"})
  void otherFilesAreNoRootKeyFiles(String text) {
    assertThatThrownBy(() -> RootKeyDocument.fromJson(text.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void layoutOfTheJsonDoesNotMatter() {
    String spread = golden().replace(",", " ,\r\n\t");

    assertThat(open(spread, PASSPHRASE)).isEqualTo(count(64, 32));
  }

  private static byte[] open(String json, String typed) {
    RootKeyDocument document = RootKeyDocument.fromJson(json.getBytes(UTF_8));
    try (Passphrase passphrase = Passphrase.of(typed)) {
      return RootKeySeal.open(document.header(), document.sealed(), passphrase);
    }
  }

  private static String golden() {
    try (InputStream in =
        Objects.requireNonNull(
            RootKeyFormatTest.class.getResourceAsStream("/root-key-golden.json"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] count(int from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }
}
