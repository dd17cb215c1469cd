package org.cardnym.vault.merchant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** One web origin of a shop. */
@Entity
@Table(name = "merchant_origin")
@IdClass(MerchantOriginRow.Key.class)
class MerchantOriginRow extends GuardedRow {
  /** Shop and origin. */
  record Key(UUID merchantId, String origin) implements Serializable {}

  @Id UUID merchantId = new UUID(0, 0);

  @Id String origin = "";

  @Override
  protected String table() {
    return "merchant_origin";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.MERCHANT, merchantId) + "/origin";
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(merchantId).add(origin);
  }
}
