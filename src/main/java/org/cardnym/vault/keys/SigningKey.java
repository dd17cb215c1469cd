package org.cardnym.vault.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.SecretKeyAccess;
import com.google.crypto.tink.signature.EcdsaPrivateKey;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;

/**
 * One version of a P-256 key pair, as the Java platform's types. Does not print its private half.
 */
public final class SigningKey {
  private final int version;
  private final ECPrivateKey privateKey;
  private final ECPublicKey publicKey;

  private SigningKey(int version, ECPrivateKey privateKey, ECPublicKey publicKey) {
    this.version = version;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  @AccessesPartialKey
  static SigningKey of(int version, EcdsaPrivateKey key, SecretKeyAccess access)
      throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    KeyFactory factory = KeyFactory.getInstance("EC");
    var secret = new ECPrivateKeySpec(key.getPrivateValue().getBigInteger(access), curve);
    var open = new ECPublicKeySpec(key.getPublicKey().getPublicPoint(), curve);
    return new SigningKey(
        version,
        (ECPrivateKey) factory.generatePrivate(secret),
        (ECPublicKey) factory.generatePublic(open));
  }

  public int version() {
    return version;
  }

  public ECPrivateKey privateKey() {
    return privateKey;
  }

  public ECPublicKey publicKey() {
    return publicKey;
  }

  /** ECDSA with SHA-256; 64 bytes, r then s (IEEE P1363). */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the platform can't sign with P-256", broken);
    }
  }

  /** True if {@code signature}, in the form of {@link #sign}, is by this key. */
  boolean verify(byte[] message, byte[] signature) {
    return verify(publicKey, message, signature);
  }

  /** The same by another's public half. */
  static boolean verify(ECPublicKey by, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
      check.initVerify(by);
      check.update(message);
      return check.verify(signature);
    } catch (SignatureException notOne) {
      return false;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the platform can't verify with P-256", broken);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[version=" + version + "]";
  }
}
