package org.cardnym.vault.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the trail ends.
 *
 * @param number the last batch, 0 where there is none
 * @param hash its hash, 64 hexadecimal digits
 * @param fault why the vault does not take this for the end it left, or null if it does
 * @param keys what its signatures are checked with
 */
public record TrailHead(long number, String hash, @Nullable String fault, List<Key> keys) {
  /**
   * A public key, P-256.
   *
   * @param publicKey SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), base64
   * @param fingerprint SHA-256 of those bytes, hexadecimal
   * @param lastBatch the last batch that it may have signed; null while there is no last one
   */
  public record Key(int version, String publicKey, String fingerprint, @Nullable Long lastBatch) {
    static Key of(AuditSigner.PublicHalf half) {
      try {
        byte[] bytes = half.key().getEncoded();
        return new Key(
            half.version(),
            Base64.getEncoder().encodeToString(bytes),
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
            half.lastBatch());
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every Java has SHA-256", impossible);
      }
    }
  }
}
