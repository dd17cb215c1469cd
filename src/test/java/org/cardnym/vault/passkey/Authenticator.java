package org.cardnym.vault.passkey;

import com.upokecenter.cbor.CBORObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator with its browser, in software: one passkey, made and used as WebAuthn L3 says,
 * and able to be wrong in any one thing.
 */
public final class Authenticator {
  /** The flags of authenticator data (WebAuthn L3 §6.1). */
  static final int UP = 0x01;

  static final int UV = 0x04;
  static final int BE = 0x08;
  static final int BS = 0x10;
  private static final int AT = 0x40;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String algorithm;
  private final KeyPair keys;
  private final byte[] id;
  private String userHandle = "";

  /** Where the browser stands. */
  private String origin;

  private String rpId;
  private int flags = UP | UV;
  private long count;
  private String extra = ",\"crossOrigin\":false";
  private @Nullable String type;

  private Authenticator(String algorithm, KeyPair keys, byte[] id, String rpId, String origin) {
    this.algorithm = algorithm;
    this.keys = keys;
    this.id = id;
    this.rpId = rpId;
    this.origin = origin;
  }

  /** A fresh key of the kind most passkeys have, in a browser on this origin. */
  public static Authenticator at(String origin) {
    return of("SHA256withECDSA", "EC", "secp256r1", origin);
  }

  static Authenticator of(String algorithm, String family, @Nullable String curve, String origin) {
    try {
      KeyPairGenerator generator = generator(family);
      if (curve != null) {
        generator.initialize(new ECGenParameterSpec(curve));
      }
      byte[] id = new byte[32];
      RANDOM.nextBytes(id);
      String host = URI.create(origin).getHost();
      return new Authenticator(algorithm, generator.generateKeyPair(), id, host, origin);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static KeyPairGenerator generator(String family) throws GeneralSecurityException {
    return switch (family) {
      case "EC" -> KeyPairGenerator.getInstance("EC");
      case "Ed25519" -> KeyPairGenerator.getInstance("Ed25519");
      default -> KeyPairGenerator.getInstance("RSA");
    };
  }

  /** The same key and id with another counter: a copy. */
  Authenticator copy() {
    var copy = new Authenticator(algorithm, keys, id, rpId, origin);
    copy.userHandle = userHandle;
    copy.count = count;
    copy.flags = flags;
    return copy;
  }

  /** The same id with another key. */
  public Authenticator withKeyOf(Authenticator other) {
    var forged = new Authenticator(other.algorithm, other.keys, id, rpId, origin);
    forged.userHandle = userHandle;
    return forged;
  }

  Authenticator withId(byte[] another) {
    var renamed = new Authenticator(algorithm, keys, another, rpId, origin);
    renamed.userHandle = userHandle;
    return renamed;
  }

  Authenticator userHandle(String handle) {
    userHandle = handle;
    return this;
  }

  public Authenticator origin(String another) {
    origin = another;
    return this;
  }

  Authenticator rpId(String another) {
    rpId = another;
    return this;
  }

  Authenticator flags(int set) {
    flags = set;
    return this;
  }

  /** What the next answer counts; zero for those that don't. */
  public Authenticator count(long next) {
    count = next;
    return this;
  }

  /** Further members of the client data, each after a comma. */
  Authenticator clientData(String members) {
    extra = members;
    return this;
  }

  Authenticator type(String another) {
    type = another;
    return this;
  }

  /** Whether the person is verified, by finger, face or PIN. */
  public Authenticator verifies(boolean person) {
    flags = person ? flags | UV : flags & ~UV;
    return this;
  }

  String id() {
    return text(id);
  }

  String userHandle() {
    return userHandle;
  }

  /** Makes the passkey that is asked for. */
  public NewPasskey make(PasskeyCreation asked) {
    return make(asked.challenge(), asked.user().id());
  }

  public NewPasskey make(String challenge, String handle) {
    userHandle = handle;
    return make(challenge, id.length, UnaryOperator.identity());
  }

  NewPasskey make(String challenge, int idLength, UnaryOperator<CBORObject> bent) {
    byte[] name = Arrays.copyOf(id, idLength);
    var credential = new ByteArrayOutputStream();
    credential.writeBytes(new byte[16]);
    credential.writeBytes(ByteBuffer.allocate(2).putShort((short) idLength).array());
    credential.writeBytes(name);
    credential.writeBytes(bent.apply(cose()).EncodeToBytes());
    CBORObject attestation =
        CBORObject.NewOrderedMap()
            .Add("fmt", "none")
            .Add("attStmt", CBORObject.NewMap())
            .Add("authData", data(flags | AT, credential.toByteArray()));
    return new NewPasskey(
        text(name),
        text(clientData("webauthn.create", challenge)),
        text(attestation.EncodeToBytes()));
  }

  /** Signs what is asked for. */
  public SignedPasskey sign(PasskeyRequest asked) {
    return sign(asked.challenge());
  }

  public SignedPasskey sign(String challenge) {
    byte[] clientData = clientData("webauthn.get", challenge);
    byte[] data = data(flags, new byte[0]);
    return new SignedPasskey(
        text(id), text(clientData), text(data), text(signature(data, clientData)), userHandle);
  }

  private byte[] signature(byte[] data, byte[] clientData) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(sha256(clientData));
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] clientData(String usual, String challenge) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"%s}"
        .formatted(type == null ? usual : type, challenge, origin, extra)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] data(int set, byte[] credential) {
    return ByteBuffer.allocate(37 + credential.length)
        .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
        .put((byte) set)
        .putInt((int) count)
        .put(credential)
        .array();
  }

  private CBORObject cose() {
    CBORObject key = CBORObject.NewOrderedMap();
    switch (algorithm) {
      case "SHA256withECDSA" -> point(key, -7, 1, 32);
      case "SHA384withECDSA" -> point(key, -35, 2, 48);
      case "SHA512withECDSA" -> point(key, -36, 3, 66);
      case "Ed25519" -> {
        byte[] encoded = keys.getPublic().getEncoded();
        key.Add(1, 1).Add(3, -8).Add(-1, 6);
        key.Add(-2, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
      }
      default -> {
        var rsa = (RSAPublicKey) keys.getPublic();
        key.Add(1, 3).Add(3, -257);
        key.Add(-1, unsigned(rsa.getModulus(), rsa.getModulus().bitLength() / 8));
        key.Add(-2, unsigned(rsa.getPublicExponent(), 3));
      }
    }
    return key;
  }

  private void point(CBORObject key, int alg, int curve, int size) {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    key.Add(1, 2).Add(3, alg).Add(-1, curve);
    key.Add(-2, unsigned(point.getAffineX(), size)).Add(-3, unsigned(point.getAffineY(), size));
  }

  private static byte[] unsigned(BigInteger value, int size) {
    byte[] bytes = value.toByteArray();
    byte[] padded = new byte[size];
    int taken = Math.min(size, bytes.length);
    System.arraycopy(bytes, bytes.length - taken, padded, size - taken, taken);
    return padded;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
