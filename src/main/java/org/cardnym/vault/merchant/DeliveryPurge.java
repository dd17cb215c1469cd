package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Forgets deliveries that arrived long ago; those that were given up stay. */
@ApplicationScoped
class DeliveryPurge implements Purge {
  static final Duration LEAST = Duration.ofDays(1);
  static final Duration MOST = Duration.ofDays(400);

  private final WebhookQueue queue;
  private final WebhookSettings settings;

  DeliveryPurge(WebhookQueue queue, WebhookSettings settings) {
    this.queue = queue;
    this.settings = settings;
  }

  @Override
  public Terms terms() {
    return new Terms("webhook_deliveries", settings.keep(), LEAST, MOST, Duration.ofMinutes(10));
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    return Batch.swept(queue.forget(before, most), most);
  }
}
