package org.cardnym.vault.merchant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures and keys as Standard Webhooks 1.0.0 spells them. */
final class WebhookSignature {
  private WebhookSignature() {}

  /**
   * What is signed: identifier, time and body, with dots between.
   *
   * @param id holds no dot
   * @param at seconds since 1970
   */
  static byte[] text(String id, long at, String body) {
    return (id + "." + at + "." + body).getBytes(StandardCharsets.UTF_8);
  }

  static String of(WebhookKey.Kind kind, byte[] key, byte[] text) {
    return switch (kind) {
      case ED25519 -> "v1a," + base64(Ed25519.sign(key, text));
      case HMAC -> "v1," + base64(hmac(key, text));
    };
  }

  static String publicKey(byte[] key) {
    return "whpk_" + base64(key);
  }

  static String secret(byte[] secret) {
    return "whsec_" + base64(secret);
  }

  private static byte[] hmac(byte[] secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the platform has no HMAC-SHA256", broken);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
