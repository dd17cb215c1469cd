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
    var row = new PaymentRow();
    row.paymentId = paymentId;
    row.amount = 1999;
    row.currency = "EUR";
    row.state = state;
    row.bankId = bankId;
    row.messageId = messageId;
    QuarkusTransaction.requiringNew().run(() -> entities.persist(row));
  }
}
