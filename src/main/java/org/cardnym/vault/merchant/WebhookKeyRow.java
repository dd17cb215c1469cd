package org.cardnym.vault.merchant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/** A signing key or shared secret, sealed under its merchant's data key. */
@Entity
@Table(name = "webhook_key")
@IdClass(WebhookKeyRow.Key.class)
class WebhookKeyRow extends GuardedRow {
  /** Merchant and key. */
  record Key(UUID merchantId, UUID keyId) implements Serializable {}

  @Id UUID merchantId = new UUID(0, 0);

  @Id UUID keyId = new UUID(0, 0);

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  WebhookKey.Kind kind = WebhookKey.Kind.ED25519;

  byte @Nullable [] publicKey;

  @Column(nullable = false)
  byte[] sealed = new byte[0];

  @Column(nullable = false)
  Instant createdAt = Instant.EPOCH;

  @Nullable Instant retiresAt;

  /** What its sealed bytes are bound to. */
  AssociatedData binding() {
    return AssociatedData.of("webhook-key/1").with(merchantId).with(keyId).with(kind.name());
  }

  boolean signsAt(Instant now) {
    return retiresAt == null || now.isBefore(retiresAt);
  }

  WebhookKey view() {
    return new WebhookKey(
        kind,
        publicKey == null ? null : WebhookSignature.publicKey(publicKey),
        createdAt,
        retiresAt);
  }

  @Override
  protected String table() {
    return "webhook_key";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.MERCHANT, merchantId) + "/webhook-key/" + keyId;
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(merchantId)
        .add(keyId)
        .add(kind)
        .add(publicKey)
        .add(sealed)
        .add(createdAt)
        .add(retiresAt);
  }
}
