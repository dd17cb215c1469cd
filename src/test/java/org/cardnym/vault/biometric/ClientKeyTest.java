package org.cardnym.vault.biometric;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vault shows who it is by a signature (OpenID Connect Core §9), as FAPI 2.0 wants it. */
class ClientKeyTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final String ISSUER = "https://id.example";

  @Test
  void anAssertionIsForTheIssuerAloneForAMinuteAndOnce() throws Exception {
    ECKey key = IdentityService.ecKey("vault-1");
    var proof = new ClientKey(key.toPrivateKey(), "vault-1");

    Map<String, String> form = proof.form("vault", ISSUER, NOW);

    assertThat(form)
        .containsEntry("client_id", "vault")
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    SignedJWT jwt = SignedJWT.parse(form.get("client_assertion"));
    assertThat(jwt.verify(new ECDSAVerifier(key.toECPublicKey()))).isTrue();
    assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(jwt.getHeader().getKeyID()).isEqualTo("vault-1");
    assertThat(jwt.getPayload().toJSONObject().get("aud")).isEqualTo(ISSUER);
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("vault");
    assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("vault");
    assertThat(jwt.getJWTClaimsSet().getExpirationTime().toInstant())
        .isEqualTo(NOW.plusSeconds(60));
    assertThat(proof.form("vault", ISSUER, NOW)).isNotEqualTo(form);
    assertThat(proof.headers("vault")).isEmpty();
    assertThat(proof.toString()).isEqualTo("ClientKey");
  }

  @Test
  void anRsaKeySignsByPss() throws Exception {
    RSAKey key = new RSAKeyGenerator(2048).generate();

    Map<String, String> form = new ClientKey(key.toPrivateKey(), "r").form("vault", ISSUER, NOW);

    SignedJWT jwt = SignedJWT.parse(form.get("client_assertion"));
    assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("PS256");
    assertThat(jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))).isTrue();
  }
}
