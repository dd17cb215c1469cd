package org.cardnym.vault.merchant;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) over raw keys of 32 bytes each, by the Java platform. */
final class Ed25519 {
  static final int SIZE = 32;

  /** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410 §7). */
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private Ed25519() {}

  /** A fresh pair; the private half does not print. */
  static final class Pair {
    final byte[] privateKey;
    final byte[] publicKey;

    private Pair(byte[] privateKey, byte[] publicKey) {
      this.privateKey = privateKey;
      this.publicKey = publicKey;
    }
  }

  static Pair generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] privateKey =
          ((EdECPrivateKey) pair.getPrivate())
              .getBytes()
              .orElseThrow(() -> new IllegalStateException("the platform hides the key it made"));
      // SubjectPublicKeyInfo ends with the key itself (RFC 8410 §4).
      byte[] info = pair.getPublic().getEncoded();
      return new Pair(privateKey, Arrays.copyOfRange(info, info.length - SIZE, info.length));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the platform has no Ed25519", broken);
    }
  }

  /** A signature of 64 bytes. */
  static byte[] sign(byte[] privateKey, byte[] message) {
    byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + SIZE);
    System.arraycopy(privateKey, 0, encoded, PKCS8.length, SIZE);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the platform can't sign with Ed25519", broken);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }
}
