package org.cardnym.vault.issuer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.cardnym.vault.keys.SigningKey;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;

/**
 * A message's two layers: a JWS (RFC 7515, ES256) by the vault inside a JWE (RFC 7516, A256GCM) for
 * the bank (docs/issuer-protocol.md §3). The JWS is put together here rather than by a library so
 * that it stays in arrays that can be wiped.
 */
record MessageJose(SigningKey signer, PinnedKey recipient, Kind kind) {
  private static final int MAX_BODY = 16 * 1024;

  /** 64 bytes in base64url. */
  private static final int SIGNATURE_LETTERS = 86;

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  /** The compact JWE, in ASCII; the payload is the caller's to wipe. */
  byte[] seal(byte[] payload) {
    return sealed(signed(payload));
  }

  /** The same with a signature that no key made, to see that a bank looks at it. */
  byte[] sealForged(byte[] payload) {
    byte[] jws = signed(payload);
    // The first letter of a signature: all six of its bits count.
    int place = jws.length - SIGNATURE_LETTERS;
    jws[place] = (byte) (jws[place] == 'A' ? 'B' : 'A');
    return sealed(jws);
  }

  private byte[] sealed(byte[] jws) {
    try {
      byte[] body = encrypted(jws).getBytes(StandardCharsets.US_ASCII);
      if (body.length > MAX_BODY) {
        throw new IllegalStateException("a message of more than 16 KiB");
      }
      return body;
    } catch (JoseException broken) {
      // Its text could quote what was to be sealed.
      throw new IllegalStateException("a message can't be sealed");
    } finally {
      Arrays.fill(jws, (byte) 0);
    }
  }

  private byte[] signed(byte[] payload) {
    String header =
        "{\"alg\":\"ES256\",\"typ\":\"cardnym-%s+jwt\",\"kid\":\"%s\"}"
            .formatted(kind.wire(), VaultJwk.of(signer).kid());
    byte[] input =
        joined(
            BASE64URL.encode(header.getBytes(StandardCharsets.US_ASCII)),
            BASE64URL.encode(payload));
    try {
      return joined(input.clone(), BASE64URL.encode(signer.sign(input)));
    } finally {
      Arrays.fill(input, (byte) 0);
    }
  }

  private String encrypted(byte[] jws) throws JoseException {
    var jwe = new JsonWebEncryption();
    jwe.setAlgorithmConstraints(only(recipient.encryption()));
    jwe.setContentEncryptionAlgorithmConstraints(
        only(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM));
    jwe.setAlgorithmHeaderValue(recipient.encryption());
    jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    jwe.setHeader("typ", "cardnym-message+jwe");
    jwe.setHeader("cty", "JWT");
    jwe.setKeyIdHeaderValue(recipient.kid());
    jwe.setKey(recipient.key());
    jwe.setPlaintext(jws);
    return jwe.getCompactSerialization();
  }

  private static AlgorithmConstraints only(String algorithm) {
    return new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm);
  }

  /** Both with a dot between; the parts are wiped. */
  private static byte[] joined(byte[] one, byte[] other) {
    byte[] whole =
        ByteBuffer.allocate(one.length + 1 + other.length)
            .put(one)
            .put((byte) '.')
            .put(other)
            .array();
    Arrays.fill(one, (byte) 0);
    Arrays.fill(other, (byte) 0);
    return whole;
  }
}
