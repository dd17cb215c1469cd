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
import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.cardnym.vault.keys.HoldsKey;
import org.cardnym.vault.keys.WrappedKey;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;

/**
 * One shop; head of the family {@code merchant}. Its data key seals what its webhooks need. A
 * change to what was read before somebody else changed it fails.
 */
@Entity
@Table(name = "merchant")
@DynamicUpdate
@OptimisticLocking(type = OptimisticLockType.DIRTY)
class MerchantRow extends GuardedRow implements HoldsKey {
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

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Merchant.Elsewhere elsewhere = Merchant.Elsewhere.REFUSE;

  @Column(nullable = false)
  Instant createdAt = Instant.EPOCH;

  @Embedded WrappedKey key;

  @Override
  public WrappedKey wrappedKey() {
    return key;
  }

  @Override
  public void rewrapped(WrappedKey anew) {
    key = anew;
  }

  @Override
  public AssociatedData keyOwner() {
    return AssociatedData.of("merchant/1").with(merchantId);
  }

  @Override
  public String rowName() {
    return rowId();
  }

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
    // Only where it allows something: rows from before this column check as they are.
    if (elsewhere != Merchant.Elsewhere.REFUSE) {
      deciding.add("elsewhere").add(elsewhere);
    }
  }
}
