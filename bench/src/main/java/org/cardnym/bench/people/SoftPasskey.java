package org.cardnym.bench.people;

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
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/**
 * One passkey with its browser, in software: ES256, user verified, no attestation (WebAuthn L3
 * §6.1, §6.5). The CBOR of what it makes is so small that it is written by hand (RFC 8949).
 */
final class SoftPasskey {
  private static final int PRESENT_AND_VERIFIED = 0x05;
  private static final int WITH_CREDENTIAL = 0x40;
  private static final int COORDINATE = 32;

  private final String origin;
  private final byte[] id = new byte[32];
  private final KeyPair keys;
  private String userHandle = "";

  SoftPasskey(String origin) {
    this.origin = origin;
    new SecureRandom().nextBytes(id);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      this.keys = generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What the page posts for a passkey that was made. */
  Map<String, String> make(String challenge, String handle) {
    userHandle = handle;
    var attestation = new Cbor().map(3).text("fmt").text("none").text("attStmt").map(0);
    attestation.text("authData").bytes(data(PRESENT_AND_VERIFIED | WITH_CREDENTIAL, credential()));
    return Map.of(
        "id",
        text(id),
        "clientData",
        text(clientData("webauthn.create", challenge)),
        "attestation",
        text(attestation.done()));
  }

  /** What the page posts for a challenge that was signed. */
  Map<String, String> sign(String challenge) {
    byte[] clientData = clientData("webauthn.get", challenge);
    byte[] data = data(PRESENT_AND_VERIFIED, new byte[0]);
    return Map.of(
        "id", text(id),
        "clientData", text(clientData),
        "authenticatorData", text(data),
        "signature", text(signature(data, clientData)),
        "userHandle", userHandle);
  }

  private byte[] signature(byte[] data, byte[] clientData) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(sha256(clientData));
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] clientData(String type, String challenge) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
        .formatted(type, challenge, origin)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] data(int flags, byte[] credential) {
    return ByteBuffer.allocate(37 + credential.length)
        .put(sha256(URI.create(origin).getHost().getBytes(StandardCharsets.UTF_8)))
        .put((byte) flags)
        .putInt(0)
        .put(credential)
        .array();
  }

  /** No model's name, the id, and the public key as COSE has it (RFC 9053 §7.1.1). */
  private byte[] credential() {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    byte[] key =
        new Cbor()
            .map(5)
            .number(1, 2)
            .number(3, -7)
            .number(-1, 1)
            .integer(-2)
            .bytes(unsigned(point.getAffineX()))
            .integer(-3)
            .bytes(unsigned(point.getAffineY()))
            .done();
    return ByteBuffer.allocate(16 + 2 + id.length + key.length)
        .put(new byte[16])
        .putShort((short) id.length)
        .put(id)
        .put(key)
        .array();
  }

  private static byte[] unsigned(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] padded = new byte[COORDINATE];
    int taken = Math.min(COORDINATE, bytes.length);
    System.arraycopy(bytes, bytes.length - taken, padded, COORDINATE - taken, taken);
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

  /** As much of CBOR as a passkey needs. */
  private static final class Cbor {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Cbor map(int pairs) {
      return head(5, pairs);
    }

    Cbor text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      head(3, bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Cbor bytes(byte[] bytes) {
      head(2, bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Cbor integer(int value) {
      return value < 0 ? head(1, -1 - value) : head(0, value);
    }

    Cbor number(int label, int value) {
      return integer(label).integer(value);
    }

    byte[] done() {
      return out.toByteArray();
    }

    private Cbor head(int type, int argument) {
      if (argument < 24) {
        out.write(type << 5 | argument);
      } else if (argument < 256) {
        out.write(type << 5 | 24);
        out.write(argument);
      } else {
        out.write(type << 5 | 25);
        out.write(argument >> 8);
        out.write(argument);
      }
      return this;
    }
  }
}
