package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;

/**
 * A compact JWS (RFC 7515 §7.1) as a bank sends it: taken apart strictly, its header exactly the
 * one agreed; not yet believed.
 */
final class SignedAnswer {
  private static final int MAX_BODY = 16 * 1024;
  private static final int SIGNATURE_SIZE = 64;

  private final byte[] input;
  private final byte[] signature;
  private final byte[] payload;
  private final String kid;

  private SignedAnswer(byte[] input, byte[] signature, byte[] payload, String kid) {
    this.input = input;
    this.signature = signature;
    this.payload = payload;
    this.kid = kid;
  }

  static SignedAnswer read(byte[] body) throws AnswerRefused {
    return read(body, "cardnym-answer+jwt");
  }

  /**
   * The same for another {@code typ}; the payload becomes no text here, and {@link #wipe} ends it.
   */
  static SignedAnswer read(byte[] body, String typ) throws AnswerRefused {
    int first = dot(body, 0);
    int last = dot(body, first + 1);
    if (first == 0
        || last == first + 1
        || last == body.length
        || dot(body, last + 1) < body.length) {
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
    byte[] signature = StrictBase64.decode(Arrays.copyOfRange(body, last + 1, body.length));
    if (signature.length != SIGNATURE_SIZE) {
      throw new AnswerRefused(AnswerRefused.Reason.SIGNATURE);
    }
    byte[] header = StrictBase64.decode(Arrays.copyOf(body, first));
    String kid = kid(StrictJson.object(header), typ);
    byte[] text = Arrays.copyOfRange(body, first + 1, last);
    try {
      byte[] payload = StrictBase64.decode(text);
      return new SignedAnswer(Arrays.copyOf(body, last), signature, payload, kid);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** The name of the key that it claims. */
  String kid() {
    return kid;
  }

  /** The payload, if this P-256 key signed it. */
  ObjectNode verified(PublicKey key) throws AnswerRefused {
    return StrictJson.object(verifiedBytes(key));
  }

  /** The same as bytes, good until {@link #wipe}. */
  byte[] verifiedBytes(PublicKey key) throws AnswerRefused {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key);
      verifier.update(input);
      if (verifier.verify(signature)) {
        return payload;
      }
    } catch (GeneralSecurityException malformed) {
      throw new AnswerRefused(AnswerRefused.Reason.SIGNATURE);
    }
    throw new AnswerRefused(AnswerRefused.Reason.SIGNATURE);
  }

  void wipe() {
    Arrays.fill(input, (byte) 0);
    Arrays.fill(payload, (byte) 0);
  }

  /**
   * Exactly alg, typ and kid: no member can name another key, algorithm or extension (RFC 8725
   * §3.1, §3.10, §3.11).
   */
  private static String kid(ObjectNode header, String typ) throws AnswerRefused {
    boolean exact =
        header.size() == 3
            && "ES256".equals(header.path("alg").textValue())
            && typ.equals(header.path("typ").textValue())
            && header.path("kid").isTextual();
    if (!exact) {
      throw new AnswerRefused(AnswerRefused.Reason.HEADER);
    }
    return header.path("kid").textValue();
  }

  /** Where the next dot is, or the end; a body that is too long has none. */
  private static int dot(byte[] body, int from) throws AnswerRefused {
    if (body.length > MAX_BODY) {
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
    int at = from;
    while (at < body.length && body[at] != '.') {
      at++;
    }
    return at;
  }
}
