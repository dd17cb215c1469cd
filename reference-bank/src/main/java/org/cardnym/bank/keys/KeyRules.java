package org.cardnym.bank.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What docs/issuer-protocol.md, section 2, asks of keys. */
final class KeyRules {

  private static final int SMALLEST_RSA = 3072;

  private KeyRules() {}

  /** EC on P-256: signatures of both sides, and one of two choices for encryption. */
  static boolean isP256(JWK key) {
    return key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve());
  }

  static boolean mayEncrypt(JWK key) {
    return isP256(key) || (key instanceof RSAKey && key.size() >= SMALLEST_RSA);
  }

  /** A {@code kid} is the RFC 7638 thumbprint, and names one key only. */
  static void checkIds(List<JWK> keys) throws JOSEException {
    Set<String> ids = new HashSet<>();
    for (JWK key : keys) {
      if (!key.computeThumbprint().toString().equals(key.getKeyID())) {
        throw new IllegalArgumentException("a kid is not the RFC 7638 thumbprint of its key");
      }
      if (!ids.add(key.getKeyID())) {
        throw new IllegalArgumentException("a kid is there twice");
      }
    }
  }
}
