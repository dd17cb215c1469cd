package org.cardnym.vault.issuer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

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
    String text = ascii(body);
    int first = text.indexOf('.');
    int last = text.lastIndexOf('.');
    if (first <= 0 || last <= first + 1 || text.indexOf('.', first + 1) != last) {
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
    byte[] signature = StrictBase64.decode(text.substring(last + 1));
    if (signature.length != SIGNATURE_SIZE) {
      throw new AnswerRefused(AnswerRefused.Reason.SIGNATURE);
    }
    String kid = kid(StrictJson.object(StrictBase64.decode(text.substring(0, first))));
    byte[] payload = StrictBase64.decode(text.substring(first + 1, last));
    return new SignedAnswer(
        text.substring(0, last).getBytes(StandardCharsets.US_ASCII), signature, payload, kid);
  }

  /** The name of the key that it claims. */
  String kid() {
    return kid;
  }

  /** The payload, if this P-256 key signed it. */
  ObjectNode verified(PublicKey key) throws AnswerRefused {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key);
      verifier.update(input);
      if (verifier.verify(signature)) {
        return StrictJson.object(payload);
      }
    } catch (GeneralSecurityException malformed) {
      throw new AnswerRefused(AnswerRefused.Reason.SIGNATURE);
    }
    throw new AnswerRefused(AnswerRefused.Reason.SIGNATURE);
  }

  /**
   * Exactly alg, typ and kid: no member can name another key, algorithm or extension (RFC 8725
   * §3.1, §3.10, §3.11).
   */
  private static String kid(ObjectNode header) throws AnswerRefused {
    boolean exact =
        header.size() == 3
            && "ES256".equals(header.path("alg").textValue())
            && "cardnym-answer+jwt".equals(header.path("typ").textValue())
            && header.path("kid").isTextual();
    if (!exact) {
      throw new AnswerRefused(AnswerRefused.Reason.HEADER);
    }
    return header.path("kid").textValue();
  }

  private static String ascii(byte[] body) throws AnswerRefused {
    if (body.length > MAX_BODY) {
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
    try {
      return StandardCharsets.US_ASCII.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException other) {
      throw new AnswerRefused(AnswerRefused.Reason.SHAPE);
    }
  }
}
