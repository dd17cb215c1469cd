package org.cardnym.vault.merchant;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a merchant hears of events.
 *
 * @param keys newest first
 * @param secret a shared secret that was made just now, else null
 */
public record Webhook(
    String url,
    Signatures signatures,
    State state,
    List<WebhookKey> keys,
    @Nullable WebhookSecret secret) {
  /** Whether anything is sent. */
  public enum State {
    ACTIVE,
    /** It answered 410; an operator sets it again. */
    DISABLED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Webhook {
    keys = List.copyOf(keys);
  }
}
