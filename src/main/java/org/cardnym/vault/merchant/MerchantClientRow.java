package org.cardnym.vault.merchant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/**
 * Which shop an OIDC client speaks for: one client, one shop. Stands outside the family, as it is
 * unique across all of them.
 */
@Entity
@Table(name = "merchant_client")
class MerchantClientRow extends GuardedRow {
  @Id String clientId = "";

  @Column(nullable = false)
  UUID merchantId = new UUID(0, 0);

  @Override
  protected String table() {
    return "merchant_client";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.MERCHANT, merchantId) + "/client";
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(clientId).add(merchantId);
  }
}
