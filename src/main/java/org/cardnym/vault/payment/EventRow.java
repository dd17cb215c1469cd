package org.cardnym.vault.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * Something a merchant is to be told: written in the transaction of the outcome, delivered later.
 */
@Entity
@Immutable
@Table(name = "payment_event")
@IdClass(EventRow.Key.class)
class EventRow {
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
}
