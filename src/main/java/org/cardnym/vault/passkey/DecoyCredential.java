package org.cardnym.vault.passkey;

import com.upokecenter.cbor.CBORObject;
import com.yubico.webauthn.data.ByteArray;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.UUID;

/** A credential that nobody can use: its private key was never kept. */
final class DecoyCredential {
  private static final int COORDINATE = 32;

  private DecoyCredential() {}

  static Credential make() {
    return new Credential(
        new ByteArray(Challenges.random()),
        key(),
        new ByteArray(Challenges.random()),
        0,
        false,
        false,
        new UUID(0, 0),
        false);
  }

  /** An ES256 key as COSE_Key (RFC 9053 §7.1.1), as most passkeys have one. */
  private static ByteArray key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var key = (ECPublicKey) generator.generateKeyPair().getPublic();
      CBORObject cose =
          CBORObject.NewOrderedMap()
              .Add(1, 2)
              .Add(3, -7)
              .Add(-1, 1)
              .Add(-2, coordinate(key.getW().getAffineX()))
              .Add(-3, coordinate(key.getW().getAffineY()));
      return new ByteArray(cose.EncodeToBytes());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has P-256", impossible);
    }
  }

  private static byte[] coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] padded = new byte[COORDINATE];
    int taken = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - taken, padded, COORDINATE - taken, taken);
    return padded;
  }
}
