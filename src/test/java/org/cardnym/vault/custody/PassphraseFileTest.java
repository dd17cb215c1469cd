package org.cardnym.vault.custody;

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

class PassphraseFileTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @TempDir Path folder;

  @Test
  void opensTheGoldenFileOfItsFormat() throws Exception {
    OpenedRootKey key = PassphraseFile.open(golden(), PASSPHRASE);

    byte[] sealed = key.seal("text".getBytes(StandardCharsets.UTF_8), new byte[] {9});
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
    assertThat(key.open(sealed, new byte[] {9})).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
    assertThat(key.use()).isEqualTo("sandbox");
    assertThat(key.toString()).doesNotContain("sealed").hasSizeLessThan(40);
  }

  @Test
  void aKeyThatWasClosedSealsAndOpensNothing() throws Exception {
    OpenedRootKey key = PassphraseFile.open(golden(), PASSPHRASE);
    byte[] sealed = key.seal(new byte[] {1}, new byte[] {9});

    key.close();

    assertThatThrownBy(() -> key.open(sealed, new byte[] {9})).hasMessageContaining("closed");
    assertThatThrownBy(() -> key.seal(new byte[] {1}, new byte[] {9}))
        .hasMessageContaining("closed");
  }

  @Test
  void refusesAnotherPassphrase() {
    assertThatThrownBy(() -> PassphraseFile.open(golden(), "correct horse battery stable"))
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
            PassphraseFile.open(
                JSON.treeToValue(changed, PassphraseFile.Content.class), PASSPHRASE))
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
            PassphraseFile.open(
                JSON.treeToValue(changed, PassphraseFile.Content.class), PASSPHRASE))
        .hasMessageContaining("format");
  }

  @Test
  void refusesAFileThatOthersCanRead() throws IOException {
    Path file = Files.writeString(folder.resolve("key.json"), goldenTree().toString());
    Path passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));

    assertThatThrownBy(
            () -> new RootKeySettings(Optional.of(file), Optional.of(passphrase)).custody())
        .hasMessageContaining("0600");
  }

  @Test
  void refusesAPassphraseThatOthersCanRead() throws IOException {
    Path file = privateFile("key.json", goldenTree().toString());
    Path passphrase = privateFile("passphrase", PASSPHRASE + "\n");
    Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-r-----"));
    RootKeyCustody custody =
        new RootKeySettings(Optional.of(file), Optional.of(passphrase)).custody();

    assertThatThrownBy(custody::open).hasMessageContaining("0600");
  }

  @Test
  void withoutPassphraseTheVaultStaysSealed() throws IOException {
    Path file = privateFile("key.json", goldenTree().toString());

    RootKeyCustody custody = new RootKeySettings(Optional.of(file), Optional.empty()).custody();

    assertThat(custody.kind()).isEqualTo(CustodyKind.PASSPHRASE);
    assertThat(custody.open()).isEmpty();
  }

  @Test
  void withoutAFileTheVaultStaysSealed() {
    RootKeyCustody custody = new RootKeySettings(Optional.empty(), Optional.empty()).custody();

    assertThat(custody.kind()).isEqualTo(CustodyKind.NONE);
    assertThat(custody.open()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsAnError() {
    Path nowhere = folder.resolve("nowhere.json");

    assertThatThrownBy(() -> new RootKeySettings(Optional.of(nowhere), Optional.empty()).custody())
        .hasMessageContaining("can't be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nonsense",
        "{}",
        "{\"format\":\"cardnym-root-key\",\"version\":3}",
        "{\"format\":\"cardnym-root-key\",\"version\":1}",
        "{\"version\":1,\"version\":1}"
      })
  void refusesWhatIsNoFileOfAKnownFormat(String text) throws IOException {
    Path file = privateFile("key.json", text);

    assertThatThrownBy(() -> new RootKeySettings(Optional.of(file), Optional.empty()).custody())
        .hasMessageContaining("format");
  }

  private Path privateFile(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static PassphraseFile.Content golden() throws IOException {
    return JSON.treeToValue(goldenTree(), PassphraseFile.Content.class);
  }

  private static ObjectNode goldenTree() throws IOException {
    try (var file = PassphraseFileTest.class.getResourceAsStream("/root-key-golden.json")) {
      return (ObjectNode) JSON.readTree(file);
    }
  }

  private static byte[] bytes(int first, int count) {
    byte[] bytes = new byte[count];
    IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (first + i));
    return bytes;
  }
}
