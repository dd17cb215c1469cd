package org.cardnym.vault.merchant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** One merchant's webhook endpoint. */
@Entity
@Table(name = "merchant_webhook")
class WebhookRow extends GuardedRow {
  @Id UUID merchantId = new UUID(0, 0);

  @Column(nullable = false)
  String url = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Signatures signatures = Signatures.ED25519;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Webhook.State state = Webhook.State.ACTIVE;

  @Column(nullable = false)
  Instant changedAt = Instant.EPOCH;

  @Override
  protected String table() {
    return "merchant_webhook";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.MERCHANT, merchantId) + "/webhook";
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(merchantId).add(url).add(signatures).add(state).add(changedAt);
  }
}
