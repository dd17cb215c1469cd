package org.cardnym.vault.issuer;

import java.security.PublicKey;
import java.util.Map;
import org.cardnym.vault.keys.SigningKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public half of a message key as banks pin it.
 *
 * @param kid the RFC 7638 thumbprint
 */
record VaultJwk(String kid, Map<String, Object> members) {
  static VaultJwk of(SigningKey key) {
    try {
      PublicKey open = key.publicKey();
      PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(open);
      jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
      jwk.setUse("sig");
      jwk.setAlgorithm("ES256");
      return new VaultJwk(
          jwk.getKeyId(), Map.copyOf(jwk.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
    } catch (JoseException impossible) {
      throw new IllegalStateException("a P-256 key has a JWK", impossible);
    }
  }
}
