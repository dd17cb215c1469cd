package org.cardnym.vault.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.cardnym.vault.merchant.Webhook;
import org.cardnym.vault.merchant.WebhookKey;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's endpoint on the wire.
 *
 * @param secret {@code whsec_…}, in the one answer to the request that made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookBody(
    String url, String signatures, String state, List<Key> keys, @Nullable String secret) {
  /** A key that signs; a shared secret shows no more than that it is there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Key(
      String kind, @Nullable String publicKey, Instant createdAt, @Nullable Instant retiresAt) {
    static Key of(WebhookKey key) {
      return new Key(key.kind().wire(), key.publicKey(), key.createdAt(), key.retiresAt());
    }
  }

  static WebhookBody of(Webhook webhook) {
    return new WebhookBody(
        webhook.url(),
        webhook.signatures().wire(),
        webhook.state().wire(),
        webhook.keys().stream().map(Key::of).toList(),
        webhook.secret() == null ? null : webhook.secret().reveal());
  }

  @Override
  public String toString() {
    return "WebhookBody[" + url + "]";
  }
}
