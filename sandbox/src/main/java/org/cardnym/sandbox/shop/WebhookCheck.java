package org.cardnym.sandbox.shop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Whether a webhook is the vault's own: Standard Webhooks 1.0.0 with Ed25519, by the JDK alone.
 * Copy it into your shop.
 */
final class WebhookCheck {
  /** Older ones may be somebody's who recorded them. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** What stands before the 32 bytes of a public key in its X.509 form (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private WebhookCheck() {}

  /**
   * True if one of these keys has signed it, and lately.
   *
   * @param publicKeys {@code whpk_…}, from {@code GET /v1/webhook-keys}
   * @param id the header {@code webhook-id}
   * @param timestamp the header {@code webhook-timestamp}, seconds
   * @param signatures the header {@code webhook-signature}
   * @param body as it came, before anything reads it as JSON
   */
  static boolean holds(
      List<String> publicKeys,
      String id,
      String timestamp,
      String signatures,
      String body,
      Instant now) {
    if (!lately(timestamp, now)) {
      return false;
    }
    byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    for (String signature : signatures.split(" ", -1)) {
      if (signature.startsWith("v1a,")
          && publicKeys.stream().anyMatch(key -> verified(key, signed, signature.substring(4)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean lately(String timestamp, Instant now) {
    return timestamp.matches("[0-9]{1,12}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs()
                .compareTo(TOLERANCE)
            <= 0;
  }

  private static boolean verified(String publicKey, byte[] signed, String signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key(publicKey));
      check.update(signed);
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException notOne) {
      return false;
    }
  }

  private static PublicKey key(String publicKey) throws GeneralSecurityException {
    byte[] raw = Base64.getDecoder().decode(publicKey.replaceFirst("^whpk_", ""));
    byte[] encoded = new byte[X509.length + raw.length];
    System.arraycopy(X509, 0, encoded, 0, X509.length);
    System.arraycopy(raw, 0, encoded, X509.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
