package org.cardnym.vault.biometric;

import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Map;
import org.cardnym.vault.id.Uuids;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** {@code private_key_jwt} (OpenID Connect Core 1.0 §9), as FAPI 2.0 §5.3.2.1 wants it. */
final class ClientKey implements ClientProof {
  private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final int LIFE_SECONDS = 60;

  private final PrivateKey key;
  private final String keyId;

  ClientKey(PrivateKey key, String keyId) {
    this.key = key;
    this.keyId = keyId;
  }

  @Override
  public Map<String, String> form(String clientId, String issuer, Instant now) {
    var claims = new JwtClaims();
    claims.setIssuer(clientId);
    claims.setSubject(clientId);
    // One string, the issuer: never the endpoint, which several issuers could name as theirs.
    claims.setAudience(issuer);
    claims.setJwtId(Uuids.nonce());
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + LIFE_SECONDS));
    var assertion = new JsonWebSignature();
    assertion.setAlgorithmHeaderValue(
        key instanceof ECPrivateKey
            ? AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256
            : AlgorithmIdentifiers.RSA_PSS_USING_SHA256);
    assertion.setHeader("typ", "JWT");
    assertion.setKeyIdHeaderValue(keyId);
    assertion.setKey(key);
    assertion.setPayload(claims.toJson());
    try {
      return Map.of(
          "client_id",
          clientId,
          "client_assertion_type",
          BEARER,
          "client_assertion",
          assertion.getCompactSerialization());
    } catch (JoseException broken) {
      throw new IllegalStateException("a client assertion can't be signed", broken);
    }
  }

  @Override
  public Map<String, String> headers(String clientId) {
    return Map.of();
  }

  @Override
  public String toString() {
    return "ClientKey";
  }
}
