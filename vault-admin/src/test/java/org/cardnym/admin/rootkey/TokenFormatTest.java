package org.cardnym.admin.rootkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a root-key file whose key is in a token, as docs/root-key-file.md has them. */
class TokenFormatTest {
  private static final TokenHeader HEADER =
      new TokenHeader(
          Base64Url.encode(count(0, 16)),
          RootKeyUse.SANDBOX,
          Instant.parse("2026-01-01T00:00:00Z"),
          new TokenKeyName("vault", "", "cardnym-root-key"),
          Base64Url.encode(count(32, 12)));

  @Test
  void goldenBytesAreWrittenAndRead() throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(count(64, 32), "AES"),
        new GCMParameterSpec(128, count(32, 12)));
    cipher.updateAAD(HEADER.associatedData());
    String proof = Base64Url.encode(cipher.doFinal(count(0, 16)));

    TokenDocument document = new TokenDocument(HEADER, proof);

    assertThat(new String(document.toJson(), UTF_8)).isEqualTo(golden());
    assertThat(TokenDocument.fromJson(golden().getBytes(UTF_8))).isEqualTo(document);
  }

  @Test
  void theDocumentShowsTheGoldenExample() throws IOException {
    assertThat(Files.readString(Path.of("../docs/root-key-file.md"))).contains("\n" + golden());
  }

  @Test
  void theAssociatedDataHoldsAllThatDecides() {
    TokenHeader other =
        new TokenHeader(
            HEADER.id(),
            HEADER.use(),
            HEADER.created(),
            new TokenKeyName("vault\u00e9", "12", "k"),
            HEADER.nonce());

    assertThat(new String(other.associatedData(), UTF_8))
        .isEqualTo("cardnym-root-key\n3\nAAECAwQFBgcICQoLDA0ODw\nsandbox\nvault\u00e9\n12\nk\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\":3|\"version\":1",
        "\"cipher\":\"AES-256-GCM\"|\"cipher\":\"none\"",
        "\"serial\":\"\",|",
        "\"serial\":\"\"|\"serial\":null",
        "\"token\":\"vault\"|\"token\":\"\"",
        "\"proof\":\"|\"proof\":\"A",
        "\"use\":\"sandbox\"|\"use\":\"test\"",
        "\"nonce\"|\"more\":1,\"nonce\""
      })
  void whatIsNotAsTheFormatSaysIsRefused(String there, String instead) throws IOException {
    String changed = golden().replace(there, instead == null ? "" : instead);
    assertThat(changed).isNotEqualTo(golden());

    assertThatThrownBy(() -> TokenDocument.fromJson(changed.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String golden() throws IOException {
    try (InputStream file =
        TokenFormatTest.class.getResourceAsStream("/root-key-token-golden.json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }

  private static byte[] count(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }
}
