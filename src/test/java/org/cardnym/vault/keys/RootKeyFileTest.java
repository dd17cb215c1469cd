package org.cardnym.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootKeyFileTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @TempDir Path folder;

  @Test
  void opensTheGoldenFileOfItsFormat() throws Exception {
    RootKey key = RootKeyFile.open(golden(), PASSPHRASE);

    byte[] sealed = key.aead().encrypt("text".getBytes(StandardCharsets.UTF_8), new byte[] {9});
    Cipher plain = Cipher.getInstance("AES/GCM/NoPadding");
    plain.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(bytes(64, 32), "AES"),
        new GCMParameterSpec(128, Arrays.copyOf(sealed, 12)));
    plain.updateAAD(new byte[] {9});
    assertThat(
            new String(
                plain.doFinal(Arrays.copyOfRange(sealed, 12, sealed.length)),
                StandardCharsets.UTF_8))
        .isEqualTo("text");
    assertThat(key.use()).isEqualTo("sandbox");
    assertThat(key.toString()).doesNotContain("sealed").hasSizeLessThan(40);
  }

  @Test
  void isWrittenByteForByteAsTheFormatSays() throws IOException {
    String written =
        TestRootKey.json(PASSPHRASE, bytes(0, 16), bytes(16, 16), bytes(32, 12), bytes(64, 32));

    assertThat(JSON.readTree(written)).isEqualTo(goldenTree());
  }

  @Test
  void refusesAnotherPassphrase() {
    assertThatThrownBy(() -> RootKeyFile.open(golden(), "correct horse battery stable"))
        .hasMessageContaining("does not open");
  }

  @ParameterizedTest
  @CsvSource({
    "id, AAECAwQFBgcICQoLDA0ODg",
    "use, production",
    "nonce, ICEiIyQlJicoKSos",
    "sealed, UW02NmDQUXWnMJORiFD5ElZCoW2pcrqzJfRJ45lI6VHgdNid2lfkFxPxLoRjHH4r"
  })
  void refusesAFileInWhichOneMemberWasChanged(String member, String value) throws IOException {
    ObjectNode changed = goldenTree().put(member, value);

    assertThatThrownBy(() ->
            RootKeyFile.open(JSON.treeToValue(changed, RootKeyFile.Content.class), PASSPHRASE))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({"1024, 2, 1", "19456, 0, 1", "2097152, 2, 1", "19456, 11, 1", "19456, 2, 9"})
  void refusesCostsOutOfBoundsBeforeItPaysThem(int memory, int iterations, int parallelism)
      throws IOException {
    ObjectNode changed = goldenTree();
    changed
        .withObject("/kdf")
        .put("memoryKiB", memory)
        .put("iterations", iterations)
        .put("parallelism", parallelism);

    assertThatThrownBy(() ->
            RootKeyFile.open(JSON.treeToValue(changed, RootKeyFile.Content.class), PASSPHRASE))
        .hasMessageContaining("format");
  }

  @Test
  void refusesAFileThatOthersCanRead() throws IOException {
    Path file = Files.writeString(folder.resolve("key.json"), goldenTree().toString());
    Path passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));

    assertThatThrownBy(() -> new RootKeyFile(Optional.of(file), Optional.of(passphrase)).open())
        .hasMessageContaining("0600");
  }

  @Test
  void withoutPassphraseTheVaultStaysSealed() {
    assertThat(new RootKeyFile(Optional.of(folder.resolve("key.json")), Optional.empty()).open())
        .isEmpty();
  }

  private static RootKeyFile.Content golden() throws IOException {
    return JSON.treeToValue(goldenTree(), RootKeyFile.Content.class);
  }

  private static ObjectNode goldenTree() throws IOException {
    try (var file = RootKeyFileTest.class.getResourceAsStream("/root-key-golden.json")) {
      return (ObjectNode) JSON.readTree(file);
    }
  }

  private static byte[] bytes(int first, int count) {
    byte[] bytes = new byte[count];
    IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (first + i));
    return bytes;
  }
}
