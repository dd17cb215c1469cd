package org.cardnym.vault.issuer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What an answer must answer.
 *
 * @param digest base64url of SHA-256 over the compact JWE that was sent
 */
record Question(
    Kind kind, String issuer, String institutionId, String messageId, String jti, String digest) {
  static Question of(Envelope envelope, byte[] sealed) {
    return new Question(
        envelope.kind(),
        envelope.issuer(),
        envelope.audience(),
        envelope.messageId(),
        envelope.jti(),
        digest(sealed));
  }

  private static String digest(byte[] sealed) {
    try {
      return StrictBase64.encode(MessageDigest.getInstance("SHA-256").digest(sealed));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
