package org.cardnym.bank.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Arrays;

/** The two kinds of {@code enc} key the protocol allows. */
public enum EncryptionChoice {
  ECDH_ES(JWEAlgorithm.ECDH_ES_A256KW),
  RSA_OAEP(JWEAlgorithm.RSA_OAEP_256);

  private static final int RSA_BITS = 3072;

  private final JWEAlgorithm algorithm;

  EncryptionChoice(JWEAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  /**
   * @throws IllegalArgumentException if the protocol has no such algorithm
   */
  public static EncryptionChoice named(String algorithm) {
    return Arrays.stream(values())
        .filter(choice -> choice.algorithm.getName().equals(algorithm))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("ECDH-ES+A256KW or RSA-OAEP-256"));
  }

  JWK generate() throws JOSEException {
    return switch (this) {
      case ECDH_ES ->
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.ENCRYPTION)
              .algorithm(algorithm)
              .keyIDFromThumbprint(true)
              .generate();
      case RSA_OAEP ->
          new RSAKeyGenerator(RSA_BITS)
              .keyUse(KeyUse.ENCRYPTION)
              .algorithm(algorithm)
              .keyIDFromThumbprint(true)
              .generate();
    };
  }
}
