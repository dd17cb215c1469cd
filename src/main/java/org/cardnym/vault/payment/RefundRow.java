package org.cardnym.vault.payment;

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
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;
import org.jspecify.annotations.Nullable;

/**
 * A refund. It changes once, under the lock of its payment's row; its identifier is also that of
 * its message to the bank.
 */
@Entity
@Table(name = "refund")
@IdClass(RefundRow.Key.class)
class RefundRow extends GuardedRow {
  /** Payment and refund. */
  record Key(UUID paymentId, UUID refundId) implements Serializable {}

  @Id UUID paymentId = new UUID(0, 0);

  @Id UUID refundId = new UUID(0, 0);

  @Column(nullable = false)
  long amount;

  @Column(nullable = false)
  String currency = "";

  @Nullable String reason;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  RefundState state = RefundState.PROCESSING;

  @Enumerated(EnumType.STRING)
  @Nullable Retry retry;

  @Column(nullable = false)
  Instant createdAt = Instant.EPOCH;

  @Nullable Instant endedAt;

  @Override
  protected String table() {
    return "refund";
  }

  @Override
  protected String rowId() {
    return TypeId.of(IdKind.REFUND, refundId);
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding
        .add(paymentId)
        .add(refundId)
        .add(amount)
        .add(currency)
        .add(reason)
        .add(state)
        .add(retry)
        .add(createdAt)
        .add(endedAt);
  }
}
