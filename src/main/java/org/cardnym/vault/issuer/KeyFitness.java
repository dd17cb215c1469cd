package org.cardnym.vault.issuer;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;
import java.util.Map;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Whether a public key is strong, and a key at all (NIST SP 800-56A §5.6.2.3, SP 800-56B §6.4.2).
 */
final class KeyFitness {
  private static final int MIN_RSA_BITS = 3072;
  private static final int MAX_RSA_BITS = 8192;
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);
  private static final int MAX_EXPONENT_BITS = 64;

  private KeyFitness() {}

  static void require(PublicKey key, Map<String, Object> members) {
    for (Map.Entry<String, Object> member : members.entrySet()) {
      if (!member.getKey().equals("kty") && !member.getKey().equals("crv")) {
        requireCanonical((String) member.getValue());
      }
    }
    boolean fit =
        switch (key) {
          case ECPublicKey point -> "P-256".equals(members.get("crv")) && onCurve(point);
          case RSAPublicKey rsa -> strong(rsa);
          default -> false;
        };
    if (!fit) {
      throw unfit();
    }
  }

  private static boolean onCurve(ECPublicKey key) {
    EllipticCurve curve = key.getParams().getCurve();
    BigInteger prime = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    if (!inField(x, prime) || !inField(y, prime)) {
      return false;
    }
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(prime);
    return y.multiply(y).mod(prime).equals(right);
  }

  private static boolean inField(BigInteger value, BigInteger prime) {
    return value.signum() >= 0 && value.compareTo(prime) < 0;
  }

  private static boolean strong(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    BigInteger exponent = key.getPublicExponent();
    return bits >= MIN_RSA_BITS
        && bits <= MAX_RSA_BITS
        && key.getModulus().testBit(0)
        && exponent.testBit(0)
        && exponent.compareTo(MIN_EXPONENT) >= 0
        && exponent.bitLength() <= MAX_EXPONENT_BITS;
  }

  private static void requireCanonical(String base64url) {
    try {
      StrictBase64.decode(base64url);
    } catch (AnswerRefused notCanonical) {
      throw unfit();
    }
  }

  private static Refusal unfit() {
    return new Refusal(ErrorCode.BANK_KEY_UNFIT, Map.of("reason", "strength"));
  }
}
