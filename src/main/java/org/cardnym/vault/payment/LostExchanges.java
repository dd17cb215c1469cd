package org.cardnym.vault.payment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.issuer.Family;
import org.cardnym.vault.issuer.Intent;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.keys.Keys;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;

/**
 * Finds payments that wait for an exchange whose row is gone: somebody took it out of the database.
 * The authorization may have reached the bank, so an alarm is raised and it is undone.
 */
@ApplicationScoped
class LostExchanges {
  private static final Logger LOG = Logger.getLogger(LostExchanges.class);

  private final EntityManager entities;
  private final Payments payments;
  private final Exchanges exchanges;
  private final Keys keys;
  private final RowAlarm alarm;
  private final ObjectMapper json;

  LostExchanges(
      EntityManager entities,
      Payments payments,
      Exchanges exchanges,
      Keys keys,
      RowAlarm alarm,
      ObjectMapper json) {
    this.entities = entities;
    this.payments = payments;
    this.exchanges = exchanges;
    this.keys = keys;
    this.alarm = alarm;
    this.json = json;
  }

  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    if (keys.open()) {
      WaitingRows.each(this::waiting, Function.identity(), this::look);
    }
  }

  private List<UUID> waiting(UUID after, int most) {
    return entities
        .createNativeQuery(
            "select payment_id from payment where (state = 'PROCESSING' or reversal = 'PENDING')"
                + " and payment_id > :after order by payment_id limit :most",
            UUID.class)
        .setParameter("after", after)
        .setParameter("most", most)
        .getResultList();
  }

  private void look(UUID paymentId) {
    try {
      QuarkusTransaction.requiringNew().run(() -> undoIfLost(paymentId));
    } catch (Refusal refused) {
      LOG.errorf("payment_refused payment=%s code=%s", paymentId, refused.code().wire());
    }
  }

  private void undoIfLost(UUID paymentId) {
    if (exchanges.hasAuthorization(paymentId)) {
      return;
    }
    PaymentRow payment = payments.lock(paymentId);
    boolean waits =
        payment.state == PaymentState.PROCESSING || payment.reversal == Reversal.PENDING;
    if (!waits || exchanges.hasAuthorization(paymentId)) {
      return;
    }
    UUID message = Objects.requireNonNull(payment.messageId);
    alarm.raise("exchange", TypeId.of(IdKind.MESSAGE, message));
    exchanges.undoLost(
        new Intent(
            Kind.AUTHORIZATION,
            Family.PAYMENT,
            paymentId,
            Objects.requireNonNull(payment.payerId),
            Objects.requireNonNull(payment.cardId),
            Objects.requireNonNull(payment.bankId),
            content(payment)));
  }

  /** What its reversal has to say of it. */
  private ObjectNode content(PaymentRow payment) {
    ObjectNode content = json.createObjectNode();
    content.put("payment", TypeId.of(IdKind.PAYMENT, payment.paymentId));
    content.putObject("amount").put("value", payment.amount).put("currency", payment.currency);
    return content;
  }
}
