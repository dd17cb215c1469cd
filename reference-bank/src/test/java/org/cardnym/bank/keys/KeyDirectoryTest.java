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
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
  void keysChangeStepByStep() throws Exception {
    directory().init("some-bank", EncryptionChoice.ECDH_ES);
    BankKeys old = directory().load("some-bank");
    String oldEnc = kid(KeyUse.ENCRYPTION);
    String oldSig = old.signatureKey().getKeyID();

    String enc = directory().add("some-bank", EncryptionChoice.RSA_OAEP);
    String sig = directory().add("some-bank", null);
    BankKeys both = directory().load("some-bank");
    assertThat(both.recipient(oldEnc)).isPresent();
    assertThat(both.recipient(enc)).isPresent();
    assertThat(both.signatureKey().getKeyID()).isEqualTo(oldSig);
    assertThat(publicKeys().getKeys())
        .extracting(JWK::getKeyID)
        .containsExactly(oldEnc, oldSig, enc, sig);

    directory().signWith("some-bank", sig);
    assertThat(directory().load("some-bank").signatureKey().getKeyID()).isEqualTo(sig);

    directory().drop("some-bank", oldEnc);
    directory().drop("some-bank", oldSig);
    BankKeys next = directory().load("some-bank");
    assertThat(next.recipient(oldEnc)).isEmpty();
    assertThat(next.recipient(enc)).isPresent();
    assertThat(publicKeys().getKeys()).extracting(JWK::getKeyID).containsExactly(sig, enc);
    assertThat(publicKeys().getKeys()).noneMatch(JWK::isPrivate);
    assertThat(next.keyedHash().of(KeyedHash.Purpose.CARD_NUMBER, "x".getBytes(UTF_8)))
        .isEqualTo(old.keyedHash().of(KeyedHash.Purpose.CARD_NUMBER, "x".getBytes(UTF_8)));
    assertThat(Files.getPosixFilePermissions(folder.resolve("keys/bank-keys.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aChangeThatCantBeLeavesTheKeysAsTheyAre() throws Exception {
    directory().init("some-bank", EncryptionChoice.ECDH_ES);
    String keys = read("bank-keys.json");
    String enc = kid(KeyUse.ENCRYPTION);
    String sig = kid(KeyUse.SIGNATURE);
    for (ThrowingCallable change :
        List.<ThrowingCallable>of(
            () -> directory().drop("some-bank", enc),
            () -> directory().drop("some-bank", sig),
            () -> directory().drop("some-bank", "unknown"),
            () -> directory().signWith("some-bank", enc),
            () -> directory().signWith("some-bank", "unknown"),
            () -> directory().add("other-bank", null))) {
      assertThatIllegalArgumentException().isThrownBy(change);
    }
    assertThat(read("bank-keys.json")).isEqualTo(keys);
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

  private String kid(KeyUse use) throws Exception {
    return publicKeys().getKeys().stream()
        .filter(key -> use.equals(key.getKeyUse()))
        .findFirst()
        .orElseThrow()
        .getKeyID();
  }

  private String read(String file) throws Exception {
    return Files.readString(folder.resolve("keys").resolve(file), UTF_8);
  }
}
