package org.cardnym.vault.merchant;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs a merchant's webhooks, as others may see it.
 *
 * @param publicKey {@code whpk_…}, or null for a shared secret
 * @param retiresAt when it is destroyed, or null while it is the present one
 */
public record WebhookKey(
    Kind kind, @Nullable String publicKey, Instant createdAt, @Nullable Instant retiresAt) {
  /** The two kinds of Standard Webhooks. */
  public enum Kind {
    /** Signature {@code v1a}. */
    ED25519,
    /** Signature {@code v1}. */
    HMAC;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
