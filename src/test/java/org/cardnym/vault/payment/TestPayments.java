package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Payments as they stand once they have ended, without the way there. */
@ApplicationScoped
public class TestPayments {
  private final EntityManager entities;

  TestPayments(EntityManager entities) {
    this.entities = entities;
  }

  /** One of 19.99 EUR. */
  public void ended(UUID paymentId, PaymentState state, UUID bankId, UUID messageId) {
    keep(row(paymentId, state, bankId, messageId));
  }

  /** One of 19.99 EUR that was paid, and of which nothing was given back. */
  public void paid(UUID paymentId, UUID bankId, UUID messageId) {
    PaymentRow row = row(paymentId, PaymentState.APPROVED, bankId, messageId);
    row.captured = row.amount;
    row.payerId = UUID.randomUUID();
    row.cardId = UUID.randomUUID();
    keep(row);
  }

  public UUID messageOf(UUID paymentId) {
    return QuarkusTransaction.requiringNew()
        .call(() -> entities.find(PaymentRow.class, paymentId).messageId);
  }

  private static PaymentRow row(UUID paymentId, PaymentState state, UUID bankId, UUID messageId) {
    var row = new PaymentRow();
    row.paymentId = paymentId;
    row.amount = 1999;
    row.currency = "EUR";
    row.state = state;
    row.bankId = bankId;
    row.messageId = messageId;
    return row;
  }

  private void keep(PaymentRow row) {
    QuarkusTransaction.requiringNew().run(() -> entities.persist(row));
  }
}
