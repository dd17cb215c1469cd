package org.cardnym.vault.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's idempotency key and what it made, a payment or a refund of one, with a keyed digest
 * of the request.
 */
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

  /** Where the key made a refund. */
  @Nullable UUID refundId;

  @Column(nullable = false)
  int digestVersion;

  @Column(nullable = false)
  byte[] digest = {};

  /** The refund it made: another request than a refund's is refused before. */
  UUID refund() {
    return Objects.requireNonNull(refundId);
  }

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
    // Only where it says something: rows from before this column check as they are.
    if (refundId != null) {
      deciding.add(refundId);
    }
  }
}
