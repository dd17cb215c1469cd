package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Makes the request of one try, from guarded rows alone, and signs it for this moment. */
@ApplicationScoped
class WebhookTry {
  private final EntityManager entities;
  private final WebhookKeys keys;
  private final WebhookEvents events;
  private final Clock clock;

  WebhookTry(EntityManager entities, WebhookKeys keys, WebhookEvents events, Clock clock) {
    this.entities = entities;
    this.keys = keys;
    this.events = events;
    this.clock = clock;
  }

  /** A request that is ready to go. */
  record Signed(UUID payment, String url, Map<String, String> headers, String body) {}

  /**
   * The request, or null where the merchant has no active endpoint.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} if the merchant has no such event, {@link
   *     ErrorCode#ROW_REFUSED}
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @Nullable Signed sign(UUID merchantId, UUID eventId) {
    WebhookRow webhook = entities.find(WebhookRow.class, merchantId);
    MerchantRow merchant = entities.find(MerchantRow.class, merchantId);
    if (webhook == null || merchant == null || webhook.state != Webhook.State.ACTIVE) {
      return null;
    }
    WebhookEvents.Told told =
        events.told(merchantId, eventId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    String id = TypeId.of(IdKind.EVENT, eventId);
    long at = clock.instant().getEpochSecond();
    String signature =
        keys.sign(merchant, webhook.signatures, WebhookSignature.text(id, at, told.body()));
    return new Signed(
        told.payment(),
        webhook.url,
        Map.of(
            "Content-Type",
            "application/json",
            "User-Agent",
            "Cardnym-Webhooks/1",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(at),
            "webhook-signature",
            signature),
        told.body());
  }

  static byte[] bytes(Signed signed) {
    return signed.body().getBytes(StandardCharsets.UTF_8);
  }
}
