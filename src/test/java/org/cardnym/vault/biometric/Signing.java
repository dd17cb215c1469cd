package org.cardnym.vault.biometric;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How a service signs its tokens, rightly or not. */
@FunctionalInterface
interface Signing {
  String sign(Map<String, Object> claims, IdentityService service);

  static String es256(Map<String, Object> claims, ECKey key, String keyId) {
    return signed(header(JWSAlgorithm.ES256, keyId).build(), claims, () -> new ECDSASigner(key));
  }

  static Signing rsa(JWSAlgorithm algorithm) {
    return (claims, service) ->
        signed(header(algorithm, "ps").build(), claims, () -> new RSASSASigner(service.rsa()));
  }

  /** A key that only looks like the service's. */
  static Signing anotherKey() {
    return (claims, service) -> es256(claims, IdentityService.ecKey("es"), "es");
  }

  static Signing unknownKey() {
    return (claims, service) -> es256(claims, service.key(), "never-published");
  }

  /** The header brings its own key. */
  static Signing ownKeyInHeader() {
    return (claims, service) -> {
      ECKey own = IdentityService.ecKey("es");
      JWSHeader header = header(JWSAlgorithm.ES256, "es").jwk(own.toPublicJWK()).build();
      return signed(header, claims, () -> new ECDSASigner(own));
    };
  }

  static Signing typed(String typ) {
    return (claims, service) ->
        signed(
            header(JWSAlgorithm.ES256, "es").type(new JOSEObjectType(typ)).build(),
            claims,
            () -> new ECDSASigner(service.key()));
  }

  static Signing critical() {
    return (claims, service) ->
        signed(
            header(JWSAlgorithm.ES256, "es")
                .criticalParams(java.util.Set.of("strange"))
                .customParam("strange", true)
                .build(),
            claims,
            () -> new ECDSASigner(service.key()));
  }

  /** With a text that everybody knows as the key: the published one. */
  static Signing hs256() {
    return (claims, service) ->
        signed(
            header(JWSAlgorithm.HS256, "es").build(),
            claims,
            () ->
                new MACSigner(
                    service.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
  }

  static Signing hs256BySecret() {
    return (claims, service) ->
        signed(
            header(JWSAlgorithm.HS256, "es").build(),
            claims,
            () -> new MACSigner(IdentityService.SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  static Signing none() {
    return (claims, service) -> new PlainObject(new Payload(claims)).serialize();
  }

  /** Signed well, then the last part taken off. */
  static Signing cutOff() {
    return (claims, service) -> {
      String whole = es256(claims, service.key(), "es");
      return whole.substring(0, whole.lastIndexOf('.') + 1);
    };
  }

  /** Signed well, then another subject written in. */
  static Signing changedAfterwards() {
    return (claims, service) -> {
      String[] parts = es256(claims, service.key(), "es").split("\\.", -1);
      String changed =
          new Base64URL(parts[1]).decodeToString().replace("\"person-1\"", "\"person-2\"");
      return parts[0] + "." + Base64URL.encode(changed) + "." + parts[2];
    };
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm, String keyId) {
    return new JWSHeader.Builder(algorithm).keyID(keyId);
  }

  /** Makes a signer. */
  interface Making {
    JWSSigner make() throws JOSEException;
  }

  private static String signed(JWSHeader header, Map<String, Object> claims, Making making) {
    try {
      var jws = new JWSObject(header, new Payload(claims));
      jws.sign(making.make());
      return jws.serialize();
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
