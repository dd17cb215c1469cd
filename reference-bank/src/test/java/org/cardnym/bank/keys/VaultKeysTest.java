package org.cardnym.bank.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeysTest {

  @TempDir Path folder;

  @Test
  void pinnedKeyIsFoundByItsThumbprint() throws Exception {
    JWK key = p256().keyIDFromThumbprint(true).generate().toPublicJWK();
    assertThat(load(false, key).pinned(key.getKeyID())).isPresent();
    assertThat(load(false, key).pinned("else")).isEmpty();
  }

  @Test
  void otherKeyIdThanTheThumbprintIsRefused() throws Exception {
    assertRefused(p256().keyID("mine").generate().toPublicJWK());
  }

  @Test
  void sameKeyTwiceIsRefused() throws Exception {
    JWK key = p256().keyIDFromThumbprint(true).generate().toPublicJWK();
    assertRefused(key, key);
  }

  @Test
  void encryptionKeyIsRefused() throws Exception {
    assertRefused(
        p256().keyUse(KeyUse.ENCRYPTION).keyIDFromThumbprint(true).generate().toPublicJWK());
  }

  @Test
  void otherCurveIsRefused() throws Exception {
    assertRefused(
        new ECKeyGenerator(Curve.P_384).keyIDFromThumbprint(true).generate().toPublicJWK());
  }

  @Test
  void privateKeyOfTheVaultIsRefused() throws Exception {
    JWK key = p256().keyIDFromThumbprint(true).generate();
    assertThatIllegalArgumentException().isThrownBy(() -> load(true, key));
  }

  @Test
  void symmetricKeyIsRefused() throws Exception {
    JWK key = new OctetSequenceKeyGenerator(256).keyIDFromThumbprint(true).generate();
    assertThatIllegalArgumentException().isThrownBy(() -> load(true, key));
  }

  private static ECKeyGenerator p256() {
    return new ECKeyGenerator(Curve.P_256);
  }

  private void assertRefused(JWK... keys) {
    assertThatIllegalArgumentException().isThrownBy(() -> load(false, keys));
  }

  private VaultKeys load(boolean withPrivateParts, JWK... keys) throws Exception {
    Path file = folder.resolve("vault-jwks.json");
    Files.writeString(file, new JWKSet(List.of(keys)).toString(!withPrivateParts));
    return VaultKeys.load(file);
  }
}
