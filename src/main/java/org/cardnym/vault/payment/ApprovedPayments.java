package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.cardnym.vault.issuer.CountedPayments;
import org.cardnym.vault.refusal.Refusal;

/** Tells which payments shops were told to be approved, by the payment's own guarded row. */
@ApplicationScoped
class ApprovedPayments implements CountedPayments {
  private final EntityManager entities;

  ApprovedPayments(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public boolean counted(UUID paymentId, UUID messageId) {
    try {
      // A row that does not check ends its transaction, and must not end the caller's.
      return QuarkusTransaction.requiringNew().call(() -> isCounted(paymentId, messageId));
    } catch (Refusal forged) {
      return true;
    }
  }

  private boolean isCounted(UUID paymentId, UUID messageId) {
    PaymentRow payment = entities.find(PaymentRow.class, paymentId);
    return payment != null
        && payment.state == PaymentState.APPROVED
        && messageId.equals(payment.messageId);
  }
}
