package org.cardnym.vault;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Access tokens of the test's issuer. */
public final class TestTokens {
  private TestTokens() {}

  /** A merchant's token for the OIDC client {@code clientId}. */
  public static String merchant(String clientId) {
    return sign(machine(clientId, "merchant").build());
  }

  /** A person who may change things. */
  public static String operator() {
    return sign(person("op-1", "operator").build());
  }

  /** A person who may only read. */
  public static String auditor() {
    return sign(person("au-1", "auditor").build());
  }

  public static JWTClaimsSet.Builder machine(String clientId, String... roles) {
    return claims(roles).subject(clientId).claim("client_id", clientId).claim("azp", clientId);
  }

  public static JWTClaimsSet.Builder person(String subject, String... roles) {
    return claims(roles)
        .subject(subject)
        .claim("client_id", "vault-admin")
        .claim("amr", List.of("pwd", "otp"))
        .claim("auth_time", Instant.now().getEpochSecond());
  }

  public static String sign(JWTClaimsSet claims) {
    return sign(claims, key());
  }

  public static String sign(JWTClaimsSet claims, RSAKey key) {
    try {
      var token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static JWTClaimsSet.Builder claims(String... roles) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(config("quarkus.oidc.auth-server-url"))
        .audience("cardnym-vault")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("roles", List.of(roles));
  }

  private static RSAKey key() {
    try {
      return RSAKey.parse(config("cardnym.test.issuer-key"));
    } catch (ParseException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String config(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
