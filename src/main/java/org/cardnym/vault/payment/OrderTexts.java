package org.cardnym.vault.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.SentOrders;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Tally;
import org.cardnym.vault.retention.Terms;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Empties what shops wrote about old payments in their own words: the order's description and the
 * reasons of refunds, with their copies in events and messages. The payment stays, and so does its
 * order's reference; rows change as entities, so their MACs stay true.
 */
@ApplicationScoped
class OrderTexts implements Purge {
  private static final Logger LOG = Logger.getLogger(OrderTexts.class);

  /** The shortest outlasts the 180 days for which banks keep message ids. */
  private static final Terms TERMS =
      new Terms(
          "order_texts",
          Duration.ofDays(400),
          Duration.ofDays(180),
          Duration.ofDays(3650),
          Duration.ofDays(1));

  private final EntityManager entities;
  private final Payments payments;
  private final SentOrders sent;
  private final ObjectMapper json;

  OrderTexts(EntityManager entities, Payments payments, SentOrders sent, ObjectMapper json) {
    this.entities = entities;
    this.payments = payments;
    this.sent = sent;
    this.json = json;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    UUID after = place == null ? new UUID(0, 0) : UUID.fromString(place);
    List<UUID> old = QuarkusTransaction.requiringNew().call(() -> old(before, after, most));
    var tally = new Tally();
    old.forEach(payment ->
        tally.remove(
            () -> empty(payment, before),
            refused ->
                LOG.errorf(
                    "order_text_left payment=%s error=%s",
                    payment, refused.getClass().getSimpleName())));
    return tally.batch(old.size() < most ? null : old.getLast().toString());
  }

  /** By identifier, which is the time of creation; the rows are checked when they are changed. */
  private List<UUID> old(Instant before, UUID after, int most) {
    return entities
        .createNativeQuery(
            "(select payment_id from payment where order_description is not null and payment_id >"
                + " :after and payment_id < :end order by payment_id limit :most) union (select"
                + " payment_id from refund where reason is not null and payment_id > :after and"
                + " payment_id < :end order by payment_id limit :most) order by payment_id limit"
                + " :most",
            UUID.class)
        .setParameter("after", after)
        .setParameter("end", Uuids.first(before))
        .setParameter("most", most)
        .getResultList();
  }

  /** False while the payment, or a refund of it, is under way or ended later. */
  private boolean empty(UUID paymentId, Instant before) {
    PaymentRow payment = payments.lock(paymentId);
    List<RefundRow> refunds = all(RefundRow.class, paymentId);
    if (!over(payment.endedAt, before)
        || payment.reversal == Reversal.PENDING
        || !refunds.stream().allMatch(refund -> over(refund.endedAt, before))) {
      return false;
    }
    payment.orderDescription = null;
    refunds.forEach(refund -> refund.reason = null);
    all(EventRow.class, paymentId).forEach(event -> event.body = without(event.body));
    sent.forget(paymentId);
    return true;
  }

  private static boolean over(@Nullable Instant endedAt, Instant before) {
    return endedAt != null && endedAt.isBefore(before);
  }

  private <T> List<T> all(Class<T> row, UUID paymentId) {
    return entities
        .createQuery(
            "select r from " + row.getSimpleName() + " r where r.paymentId = :payment", row)
        .setParameter("payment", paymentId)
        .getResultList();
  }

  private String without(String body) {
    try {
      ObjectNode event = (ObjectNode) json.readTree(body);
      boolean changed = remove(event, "/data/payment/order", "description");
      changed |= remove(event, "/data/refund", "reason");
      return changed ? json.writeValueAsString(event) : body;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("an event is JSON", impossible);
    }
  }

  private static boolean remove(ObjectNode event, String holder, String member) {
    return event.at(holder) instanceof ObjectNode object && object.remove(member) != null;
  }
}
