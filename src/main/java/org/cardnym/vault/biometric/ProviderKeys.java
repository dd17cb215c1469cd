package org.cardnym.vault.biometric;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import org.cardnym.vault.biometric.ProviderFailed.Reason;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** A service's public keys (RFC 7517). Each is good for one algorithm: that of its own kind. */
final class ProviderKeys {
  private static final int LEAST_RSA_BITS = 2048;
  private static final int P256_BITS = 256;

  private final List<JsonWebKey> keys;

  private ProviderKeys(List<JsonWebKey> keys) {
    this.keys = keys;
  }

  static ProviderKeys read(byte[] jwks) throws ProviderFailed {
    Text.object(jwks);
    try {
      return new ProviderKeys(
          new JsonWebKeySet(new String(jwks, StandardCharsets.UTF_8)).getJsonWebKeys());
    } catch (JoseException | RuntimeException unfit) {
      throw new ProviderFailed(Reason.SHAPE);
    }
  }

  boolean has(String keyId) {
    return keys.stream().anyMatch(key -> keyId.equals(key.getKeyId()));
  }

  /** The one key of this name that makes such signatures; none where two have the name. */
  Optional<PublicKey> find(String keyId, String algorithm) {
    List<JsonWebKey> named = keys.stream().filter(key -> keyId.equals(key.getKeyId())).toList();
    if (named.size() != 1 || !(named.getFirst() instanceof PublicJsonWebKey key)) {
      return Optional.empty();
    }
    boolean signs = key.getUse() == null || key.getUse().equals("sig");
    boolean forIt = key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
    return signs && forIt && fits(key.getPublicKey(), algorithm)
        ? Optional.of(key.getPublicKey())
        : Optional.empty();
  }

  private static boolean fits(PublicKey key, String algorithm) {
    return switch (algorithm) {
      case "ES256" ->
          key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == P256_BITS;
      case "PS256" ->
          key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
      default -> false;
    };
  }
}
