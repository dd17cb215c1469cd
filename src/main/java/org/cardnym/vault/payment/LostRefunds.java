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
  private static final int PAGE = 500;

  /** A tick's bound: 25,000 refunds that wait; the next begins anew. */
  private static final int MOST_PAGES = 50;

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
    if (!keys.open()) {
      return;
    }
    UUID after = new UUID(0, 0);
    for (int page = 0; page < MOST_PAGES; page++) {
      UUID from = after;
      List<RefundRow.Key> waiting = QuarkusTransaction.requiringNew().call(() -> waiting(from));
      waiting.forEach(this::look);
      if (waiting.size() < PAGE) {
        return;
      }
      after = waiting.getLast().refundId();
    }
  }

  private List<RefundRow.Key> waiting(UUID after) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "select payment_id, refund_id from refund where state = 'PROCESSING'"
                    + " and refund_id > :after order by refund_id limit :most",
                Object[].class)
            .setParameter("after", after)
            .setParameter("most", PAGE)
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
