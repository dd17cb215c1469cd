package org.cardnym.vault.merchant;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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
import org.cardnym.vault.keys.WrappedKey;

/** One shop; head of the family {@code merchant}. Its data key will seal what its webhooks need. */
@Entity
@Table(name = "merchant")
class MerchantRow extends GuardedRow {
  @Id UUID merchantId = new UUID(0, 0);

  @Column(nullable = false)
  String displayName = "";

  @Column(nullable = false)
  String legalName = "";

  @Column(nullable = false)
  String categoryCode = "";

  @Column(nullable = false)
  String country = "";

  @Column(nullable = false)
  String clientId = "";

  @Column(nullable = false)
  String returnUrl = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Merchant.State state = Merchant.State.ACTIVE;

  @Column(nullable = false)
  Instant createdAt = Instant.EPOCH;

  @Embedded WrappedKey key;

  @Override
  protected String table() {
    return "merchant";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.MERCHANT, merchantId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(merchantId)
        .add(displayName)
        .add(legalName)
        .add(categoryCode)
        .add(country)
        .add(clientId)
        .add(returnUrl)
        .add(state)
        .add(createdAt)
        .add(key);
  }
}
