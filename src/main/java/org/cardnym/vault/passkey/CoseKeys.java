package org.cardnym.vault.passkey;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialParameters;
import java.util.List;

/**
 * Which public keys are taken: each algorithm with its own curve only, no compressed points
 * (WebAuthn L3 §5.8.5), RSA within bounds. In this order authenticators are asked for them.
 */
final class CoseKeys {
  static final List<PublicKeyCredentialParameters> ALGORITHMS =
      List.of(
          PublicKeyCredentialParameters.ES256,
          PublicKeyCredentialParameters.EdDSA,
          PublicKeyCredentialParameters.ES384,
          PublicKeyCredentialParameters.ES512,
          PublicKeyCredentialParameters.RS256);

  // RFC 9052 §7.1 and RFC 9053 §7.1, §7.2, RFC 8230 §4.
  private static final CBORObject KTY = CBORObject.FromObject(1);
  private static final CBORObject ALG = CBORObject.FromObject(3);
  private static final CBORObject CRV = CBORObject.FromObject(-1);
  private static final CBORObject N = CBORObject.FromObject(-1);
  private static final CBORObject E = CBORObject.FromObject(-2);
  private static final CBORObject X = CBORObject.FromObject(-2);
  private static final CBORObject Y = CBORObject.FromObject(-3);
  private static final int OKP = 1;
  private static final int EC2 = 2;
  private static final int RSA = 3;
  private static final int MIN_MODULUS = 256;
  private static final int MAX_MODULUS = 512;
  private static final int MAX_EXPONENT = 4;

  private CoseKeys() {}

  static void require(ByteArray key) throws Flawed {
    Flawed.unless(fit(key), Flaw.ALGORITHM);
  }

  private static boolean fit(ByteArray key) {
    try {
      CBORObject cose = CBORObject.DecodeFromBytes(key.getBytes());
      return switch (cose.get(ALG).AsInt32()) {
        case -7 -> point(cose, 1, 32);
        case -35 -> point(cose, 2, 48);
        case -36 -> point(cose, 3, 66);
        case -8 -> kty(cose, OKP) && cose.get(CRV).AsInt32() == 6 && length(cose, X) == 32;
        case -257 -> kty(cose, RSA) && modulus(cose) && length(cose, E) <= MAX_EXPONENT;
        default -> false;
      };
    } catch (CBORException
        | IllegalStateException
        | ArithmeticException
        | NullPointerException unfit) {
      return false;
    }
  }

  private static boolean point(CBORObject cose, int curve, int size) {
    return kty(cose, EC2)
        && cose.get(CRV).AsInt32() == curve
        && length(cose, X) == size
        && length(cose, Y) == size;
  }

  private static boolean modulus(CBORObject cose) {
    int bytes = length(cose, N);
    return bytes >= MIN_MODULUS && bytes <= MAX_MODULUS;
  }

  private static boolean kty(CBORObject cose, int expected) {
    return cose.get(KTY).AsInt32() == expected;
  }

  private static int length(CBORObject cose, CBORObject label) {
    return cose.get(label).GetByteString().length;
  }
}
