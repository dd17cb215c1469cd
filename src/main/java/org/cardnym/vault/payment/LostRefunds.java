package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Finds refunds that wait for an exchange whose row is gone: somebody took it out of the database.
 * An alarm is raised and the message is made again; it is the same message, so the bank gives the
 * money back once.
 */
@ApplicationScoped
class LostRefunds {
  private static final Logger LOG = Logger.getLogger(LostRefunds.class);

  private final EntityManager entities;
  private final Payments payments;
  private final Refunds refunds;
  private final RefundMessages messages;
  private final Exchanges exchanges;
  private final Keys keys;
  private final RowAlarm alarm;

  LostRefunds(
      EntityManager entities,
      Payments payments,
      Refunds refunds,
      RefundMessages messages,
      Exchanges exchanges,
      Keys keys,
      RowAlarm alarm) {
    this.entities = entities;
    this.payments = payments;
    this.refunds = refunds;
    this.messages = messages;
    this.exchanges = exchanges;
    this.keys = keys;
    this.alarm = alarm;
  }

  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    if (keys.open()) {
      WaitingRows.each(this::waiting, RefundRow.Key::refundId, this::look);
    }
  }

  private List<RefundRow.Key> waiting(UUID after, int most) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select payment_id, refund_id from refund where state = 'PROCESSING'"
                    + " and refund_id > :after order by refund_id limit :most",
                Object[].class)
            .setParameter("after", after)
            .setParameter("most", most)
            .getResultList();
    return rows.stream().map(r -> new RefundRow.Key((UUID) r[0], (UUID) r[1])).toList();
  }

  private void look(RefundRow.Key key) {
    try {
      QuarkusTransaction.requiringNew().run(() -> askIfLost(key));
    } catch (Refusal refused) {
      LOG.errorf(
          "refund_refused refund=%s code=%s",
          TypeId.of(IdKind.REFUND, key.refundId()), refused.code().wire());
    }
  }

  private void askIfLost(RefundRow.Key key) {
    if (exchanges.has(key.paymentId(), key.refundId())) {
      return;
    }
    PaymentRow payment = payments.lock(key.paymentId());
    RefundRow refund = refunds.find(key.paymentId(), key.refundId());
    if (refund == null
        || refund.state != RefundState.PROCESSING
        || exchanges.has(key.paymentId(), key.refundId())) {
      return;
    }
    alarm.raise("exchange", TypeId.of(IdKind.MESSAGE, key.refundId()));
    messages.intend(payment, refund);
  }
}
