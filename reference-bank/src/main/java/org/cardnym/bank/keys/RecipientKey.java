package org.cardnym.bank.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;

/** A private key messages are encrypted to, with the one algorithm it may be used with. */
public final class RecipientKey {

  private final JWEAlgorithm algorithm;
  private final JWEDecrypter decrypter;

  private RecipientKey(JWEAlgorithm algorithm, JWEDecrypter decrypter) {
    this.algorithm = algorithm;
    this.decrypter = decrypter;
  }

  static RecipientKey of(JWK key) throws JOSEException {
    if (key instanceof ECKey ec) {
      return new RecipientKey(JWEAlgorithm.ECDH_ES_A256KW, new ECDHDecrypter(ec.toECPrivateKey()));
    }
    return new RecipientKey(
        JWEAlgorithm.RSA_OAEP_256, new RSADecrypter(((RSAKey) key).toRSAPrivateKey()));
  }

  /** The {@code alg} that a message to this key must name. */
  public String algorithm() {
    return algorithm.getName();
  }

  public JWEDecrypter decrypter() {
    return decrypter;
  }
}
