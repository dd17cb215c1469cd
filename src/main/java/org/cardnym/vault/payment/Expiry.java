package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.PutOffRows;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Ends the payments that nobody proved, or chose a card for, in time, each in a transaction of its
 * own.
 */
@ApplicationScoped
class Expiry {
  private static final Logger LOG = Logger.getLogger(Expiry.class);
  private static final int BATCH = 100;
  private static final int BATCHES = 50;

  private final EntityManager entities;
  private final Payments payments;
  private final Keys keys;
  private final Audit audit;
  private final PutOffRows refused = new PutOffRows();

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
    Due last = new Due(new UUID(0, 0), Instant.EPOCH);
    for (int batch = 0; batch < BATCHES; batch++) {
      Due after = last;
      List<Due> due = QuarkusTransaction.requiringNew().call(() -> due(after));
      due.forEach(each -> look(each.paymentId()));
      if (due.size() < BATCH) {
        return;
      }
      last = due.getLast();
    }
  }

  /** What the columns say; the row itself is checked when it is expired. */
  record Due(UUID paymentId, Instant expiresAt) {}

  /**
   * The others must not wait for a row that is not the vault's own: its alarm is raised where it is
   * read, and then it is passed over for a while.
   */
  private void look(UUID paymentId) {
    if (refused.has(paymentId, payments.now())) {
      return;
    }
    try {
      QuarkusTransaction.requiringNew().run(() -> expire(paymentId));
    } catch (Refusal notOurs) {
      refused.putOff(paymentId, payments.now());
      LOG.errorf("payment_expiry_refused payment=%s code=%s", paymentId, notOurs.code().wire());
    }
  }

  private List<Due> due(Due after) {
    return entities
        .createQuery(
            "select new org.cardnym.vault.payment.Expiry$Due(p.paymentId, p.expiresAt) from PaymentRow p"
                + " where p.state = :open and p.expiresAt < :now and (p.expiresAt > :at or p.expiresAt = :at and"
                + " p.paymentId > :id) order by p.expiresAt, p.paymentId",
            Due.class)
        .setParameter("open", PaymentState.REQUIRES_AUTHENTICATION)
        .setParameter("now", payments.now())
        .setParameter("at", after.expiresAt())
        .setParameter("id", after.paymentId())
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
