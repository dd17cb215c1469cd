package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/** Ends the payments that nobody proved in time, each in a transaction of its own. */
@ApplicationScoped
class Expiry {
  private static final Logger LOG = Logger.getLogger(Expiry.class);
  private static final int BATCH = 100;
  private static final int BATCHES = 50;

  private final EntityManager entities;
  private final Payments payments;
  private final Keys keys;
  private final Audit audit;

  Expiry(EntityManager entities, Payments payments, Keys keys, Audit audit) {
    this.entities = entities;
    this.payments = payments;
    this.keys = keys;
    this.audit = audit;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    if (!keys.open()) {
      return;
    }
    for (int batch = 0; batch < BATCHES; batch++) {
      List<UUID> due = QuarkusTransaction.requiringNew().call(this::due);
      long expired = due.stream().filter(this::expired).count();
      if (due.size() < BATCH || expired == 0) {
        return;
      }
    }
  }

  /**
   * False for a row that is not the vault's own: the alarm is raised where it was read, and the
   * others must not wait for it.
   */
  private boolean expired(UUID paymentId) {
    try {
      QuarkusTransaction.requiringNew().run(() -> expire(paymentId));
      return true;
    } catch (Refusal refused) {
      LOG.errorf("payment_expiry_refused payment=%s code=%s", paymentId, refused.code().wire());
      return false;
    }
  }

  private List<UUID> due() {
    return entities
        .createQuery(
            "select p.paymentId from PaymentRow p where p.state = :open and p.expiresAt < :now order by p.expiresAt",
            UUID.class)
        .setParameter("open", PaymentState.REQUIRES_AUTHENTICATION)
        .setParameter("now", payments.now())
        .setMaxResults(BATCH)
        .getResultList();
  }

  private void expire(UUID paymentId) {
    PaymentRow payment = payments.lock(paymentId);
    if (payment.state != PaymentState.REQUIRES_AUTHENTICATION || payment.open(payments.now())) {
      return;
    }
    payments.end(payment, PaymentState.EXPIRED);
    audit.record(
        AuditEvent.done(
            "vault", AuditAction.PAYMENT_EXPIRED, TypeId.of(IdKind.PAYMENT, paymentId)));
  }
}
