package org.cardnym.vault.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/** A merchant's idempotency key and the payment it made, with a keyed digest of the request. */
@Entity
@Table(name = "idempotency")
@IdClass(IdempotencyRow.Id.class)
class IdempotencyRow extends GuardedRow {
  /** Merchant and key. */
  record Id(UUID merchantId, String key) implements Serializable {}

  @jakarta.persistence.Id UUID merchantId = new UUID(0, 0);

  @jakarta.persistence.Id String key = "";

  @Column(nullable = false)
  UUID paymentId = new UUID(0, 0);

  @Column(nullable = false)
  int digestVersion;

  @Column(nullable = false)
  byte[] digest = {};

  @Override
  protected String table() {
    return "idempotency";
  }

  @Override
  protected String rowId() {
    return paymentId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(merchantId).add(key).add(paymentId).add((long) digestVersion).add(digest);
  }
}
