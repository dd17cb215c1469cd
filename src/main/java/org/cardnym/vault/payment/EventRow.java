package org.cardnym.vault.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.cardnym.vault.keys.Deciding;
import org.cardnym.vault.keys.GuardedRow;

/**
 * Something a merchant is to be told: written in the transaction of the outcome, delivered later.
 */
@Entity
@Table(name = "payment_event")
@IdClass(EventRow.Key.class)
class EventRow extends GuardedRow {
  /** Payment and event. */
  record Key(UUID paymentId, UUID eventId) implements Serializable {}

  @Id UUID paymentId = new UUID(0, 0);

  @Id UUID eventId = new UUID(0, 0);

  @Column(nullable = false)
  UUID merchantId = new UUID(0, 0);

  /** For instance {@code payment.approved}. */
  @Column(nullable = false)
  String type = "";

  @Column(nullable = false)
  Instant createdAt = Instant.EPOCH;

  /** What is sent, byte for byte. */
  @Column(nullable = false)
  String body = "";

  @Override
  protected String table() {
    return "payment_event";
  }

  @Override
  protected String rowId() {
    return eventId.toString();
  }

  @Override
  protected void decide(Deciding deciding) {
    deciding.add(paymentId).add(eventId).add(merchantId).add(type).add(createdAt).add(body);
  }
}
