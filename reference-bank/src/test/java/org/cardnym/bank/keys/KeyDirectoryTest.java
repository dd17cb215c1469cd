package org.cardnym.bank.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyDirectoryTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(EncryptionChoice.class)
  void initMakesOneKeyForEachUseUnderItsThumbprint(EncryptionChoice choice) throws Exception {
    assertThat(directory().init("some-bank", choice)).isTrue();
    JWKSet set = publicKeys();
    assertThat(set.getKeys())
        .extracting(JWK::getKeyUse)
        .containsExactly(KeyUse.ENCRYPTION, KeyUse.SIGNATURE);
    for (JWK key : set.getKeys()) {
      assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
      assertThat(key.isPrivate()).isFalse();
    }
  }

  @Test
  void secondInitChangesNothing() throws Exception {
    directory().init("some-bank", EncryptionChoice.ECDH_ES);
    String keys = read("bank-keys.json");
    assertThat(directory().init("some-bank", EncryptionChoice.RSA_OAEP)).isFalse();
    assertThat(read("bank-keys.json")).isEqualTo(keys);
  }

  @Test
  void lostPublicFileIsMadeAgain() throws Exception {
    directory().init("some-bank", EncryptionChoice.ECDH_ES);
    String published = read("public-jwks.json");
    Files.delete(folder.resolve("keys/public-jwks.json"));
    directory().init("some-bank", EncryptionChoice.ECDH_ES);
    assertThat(read("public-jwks.json")).isEqualTo(published);
  }

  @Test
  void anotherInstitutionsDirectoryIsRefused() throws Exception {
    directory().init("some-bank", EncryptionChoice.ECDH_ES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> directory().init("other-bank", EncryptionChoice.ECDH_ES));
    assertThatIllegalArgumentException().isThrownBy(() -> directory().load("other-bank"));
  }

  @Test
  void keyFileIsTheOwnersAlone() throws Exception {
    directory().init("some-bank", EncryptionChoice.ECDH_ES);
    assertThat(Files.getPosixFilePermissions(folder.resolve("keys/bank-keys.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void keysDoNotPrint() throws Exception {
    directory().init("some-bank", EncryptionChoice.ECDH_ES);
    BankKeys keys = directory().load("some-bank");
    assertThat(keys.toString() + keys.keyedHash()).doesNotContain("\"d\"").hasSizeLessThan(60);
  }

  @Test
  void hashesOfDifferentPurposesDiffer() {
    KeyedHash hash = new KeyedHash(new byte[32]);
    byte[] part = "x".getBytes(UTF_8);
    assertThat(hash.of(KeyedHash.Purpose.CARD_NUMBER, part))
        .hasSize(43)
        .isNotEqualTo(hash.of(KeyedHash.Purpose.ONE_TIME_CODE, part));
  }

  @Test
  void hashKnowsWhereAPartEnds() {
    KeyedHash hash = new KeyedHash(new byte[32]);
    assertThat(hash.of(KeyedHash.Purpose.ONE_TIME_CODE, "ab".getBytes(UTF_8), "c".getBytes(UTF_8)))
        .isNotEqualTo(
            hash.of(KeyedHash.Purpose.ONE_TIME_CODE, "a".getBytes(UTF_8), "bc".getBytes(UTF_8)));
  }

  private KeyDirectory directory() {
    return new KeyDirectory(folder.resolve("keys"));
  }

  private JWKSet publicKeys() throws Exception {
    return JWKSet.load(folder.resolve("keys/public-jwks.json").toFile());
  }

  private String read(String file) throws Exception {
    return Files.readString(folder.resolve("keys").resolve(file), UTF_8);
  }
}
