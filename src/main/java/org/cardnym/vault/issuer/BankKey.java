package org.cardnym.vault.issuer;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bank's public key, pinned.
 *
 * @param kid RFC 7638 SHA-256 thumbprint
 * @param jwk the public members of RFC 7517, 7518
 */
public record BankKey(
    UUID bankId,
    String kid,
    Use use,
    Map<String, Object> jwk,
    State state,
    Instant addedAt,
    @Nullable Instant retiredAt) {
  /** What the key is for; one key never serves both. */
  public enum Use {
    /** Messages are encrypted to it. */
    ENC,
    /** Answers are signed by it. */
    SIG;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether the key counts. */
  public enum State {
    ACTIVE,
    RETIRED
  }
}
