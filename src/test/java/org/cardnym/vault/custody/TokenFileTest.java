package org.cardnym.vault.custody;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.cardnym.vault.pkcs11.SoftHsm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A root-key file that names a key in a token, as docs/root-key-file.md has it. */
class TokenFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LABEL = "vault";
  private static final String KEY = "cardnym-root-key";

  /** The token of the golden example. */
  private static final SoftHsm TOKEN =
      SoftHsm.token(LABEL).with(KEY, bytes(64, 32)).with("another", bytes(65, 32));

  @TempDir Path folder;

  @Test
  void theGoldenFileOpensByItsTokenAndSealsAsAnyRootKeyDoes() throws Exception {
    RootKeyCustody kept = custody(golden(), SoftHsm.PIN);
    assertThat(kept.kind()).isEqualTo(CustodyKind.PKCS11);
    assertThat(kept.place()).contains("key cardnym-root-key in token " + LABEL);

    try (OpenedRootKey key = kept.open().orElseThrow()) {
      assertThat(key.id()).isEqualTo("AAECAwQFBgcICQoLDA0ODw");
      assertThat(key.use()).isEqualTo("sandbox");
      assertThat(key.toString()).isEqualTo("RootKey[AAECAwQFBgcICQoLDA0ODw]");
      byte[] sealed = key.seal(new byte[] {1, 2}, new byte[] {9});
      Cipher plain = Cipher.getInstance("AES/GCM/NoPadding");
      plain.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(bytes(64, 32), "AES"),
          new GCMParameterSpec(128, sealed, 0, 12));
      plain.updateAAD(new byte[] {9});
      assertThat(plain.doFinal(sealed, 12, sealed.length - 12)).containsExactly(1, 2);
      assertThat(key.open(sealed, new byte[] {9})).containsExactly(1, 2);
    }
    assertThat(kept.trouble()).isEmpty();
  }

  /** Whoever writes the file can't have another key taken, or a key used for what it is not. */
  @ParameterizedTest
  @CsvSource({
    "/use, production, key_differs",
    "/id, AAECAwQFBgcICQoLDA0ODg, key_differs",
    "/nonce, ICEiIyQlJicoKSos, key_differs",
    "/pkcs11/key, another, key_differs",
    "/pkcs11/key, none, key_missing",
    "/pkcs11/token, none, token_missing",
    "/pkcs11/serial, 1234, token_missing"
  })
  void aFileInWhichOneMemberWasChangedDoesNotOpen(String pointer, String value, String code)
      throws IOException {
    ObjectNode changed = golden();
    ((ObjectNode) changed.at(pointer.substring(0, pointer.lastIndexOf('/'))))
        .put(pointer.substring(pointer.lastIndexOf('/') + 1), value);

    staysShut(custody(changed, SoftHsm.PIN), code);
  }

  @Test
  void theFileAndThePinOpenNothingWithoutTheToken() throws IOException {
    RootKeyCustody kept = custody(golden(), SoftHsm.PIN);
    TOKEN.pull();
    try {
      staysShut(kept, "token_missing");
      assertThat(kept.mayOpenLater()).isTrue();
      SoftHsm.token(LABEL).with(KEY, bytes(66, 32)).retire(() -> staysShut(kept, "key_differs"));
    } finally {
      TOKEN.plug();
    }
    kept.open().orElseThrow().close();
    assertThat(kept.trouble()).isEmpty();
  }

  @Test
  void aWrongPinKeepsItShutUntilAPersonSaysSo() throws IOException {
    SoftHsm token = SoftHsm.token("by a person").with(KEY, bytes(64, 32));
    ObjectNode file = TestTokenFile.of(token.label(), KEY, bytes(64, 32));
    staysShut(custody(file, "654321"), "pin_refused");
    RootKeyCustody right = custody(file, SoftHsm.PIN);

    staysShut(right, "pin_spared");
    assertThat(right.mayOpenLater()).isFalse();

    right.reopen().orElseThrow().close();
    right.open().orElseThrow().close();
  }

  @Test
  void withoutAPinOrALibraryItSaysSo() throws IOException {
    Path file = privateFile("key.json", golden().toString());
    Path open = privateFile("pin", SoftHsm.PIN);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    Path empty = privateFile("empty", "\n");
    Path pin = privateFile("right", SoftHsm.PIN + "\n");
    Optional<Path> library = Optional.of(SoftHsm.LIBRARY);

    staysShut(custody(file, new TokenAccess(library, Optional.empty())), "pin_missing");
    staysShut(custody(file, new TokenAccess(library, Optional.of(open))), "pin_missing");
    staysShut(custody(file, new TokenAccess(library, Optional.of(empty))), "pin_missing");
    staysShut(
        custody(file, new TokenAccess(Optional.empty(), Optional.of(pin))), "library_missing");
    staysShut(
        custody(file, new TokenAccess(Optional.of(Path.of("/etc/passwd")), Optional.of(pin))),
        "library_missing");
  }

  @Test
  void aPassphraseBesideATokenIsRefused() throws IOException {
    Path file = privateFile("key.json", golden().toString());
    Path passphrase = privateFile("passphrase", "correct horse battery staple\n");

    assertThatThrownBy(
            () -> new RootKeySettings(Optional.of(file), Optional.of(passphrase)).custody())
        .hasMessageContaining("passphrase-file is set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'version':4}",
        "{'use':'test'}",
        "{'cipher':'AES-128-GCM'}",
        "{'sealed':'AA'}",
        "{'proof':'AA'}",
        "{'nonce':null}",
        "{'pkcs11':{'token':'','serial':'','key':'k'}}",
        "{'pkcs11':{'token':'t','serial':'','key':''}}",
        "{'pkcs11':{'token':'t','key':'k'}}",
        "{'pkcs11':{'token':'t','serial':'','key':'k\\n'}}",
        "{'pkcs11':{'token':'123456789012345678901234567890123','serial':'','key':'k'}}",
        "{'pkcs11':{'token':'t','serial':'','key':'k','library':'/tmp/evil.so'}}"
      })
  void whatIsNotAsTheFormatSaysIsRefused(String change) throws IOException {
    ObjectNode changed = golden();
    changed.setAll((ObjectNode) JSON.readTree(change.replace('\'', '"')));

    assertThatThrownBy(() -> custody(changed, SoftHsm.PIN)).hasMessageContaining("format");
  }

  private static void staysShut(RootKeyCustody kept, String code) {
    assertThat(kept.open()).isEmpty();
    assertThat(kept.trouble()).contains(code);
  }

  private RootKeyCustody custody(ObjectNode file, String pin) throws IOException {
    return custody(
        privateFile("key.json", file.toString()),
        new TokenAccess(
            Optional.of(SoftHsm.LIBRARY), Optional.of(privateFile("pin", pin + "\nnot this\n"))));
  }

  private static RootKeyCustody custody(Path file, TokenAccess access) {
    return new RootKeySettings(Optional.of(file), Optional.empty(), access).custody();
  }

  private Path privateFile(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static ObjectNode golden() throws IOException {
    try (InputStream file =
        TokenFileTest.class.getResourceAsStream("/root-key-token-golden.json")) {
      return (ObjectNode)
          JSON.readTree(new String(Objects.requireNonNull(file).readAllBytes(), UTF_8));
    }
  }

  private static byte[] bytes(int first, int count) {
    byte[] bytes = new byte[count];
    IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (first + i));
    return bytes;
  }
}
