package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.merchant.WebhookEvents;
import org.cardnym.vault.merchant.Webhooks;
import org.jspecify.annotations.Nullable;

/**
 * What merchants are told: written and queued in the transaction of the outcome, kept byte for byte
 * as it is sent.
 */
@ApplicationScoped
class Events implements WebhookEvents {
  private static final String OF_MERCHANT =
      "select e from EventRow e where e.merchantId = :merchant";

  private final EntityManager entities;
  private final EventText text;
  private final Webhooks webhooks;

  Events(EntityManager entities, EventText text, Webhooks webhooks) {
    this.entities = entities;
    this.text = text;
    this.webhooks = webhooks;
  }

  /** One event of a list. */
  record Listed(UUID id, String body) {}

  /** Tells of a payment, or with {@code refund} of this one of its refunds. */
  @Transactional(Transactional.TxType.MANDATORY)
  void write(PaymentRow payment, @Nullable RefundRow refund, String type, Instant now) {
    var event = new EventRow();
    event.paymentId = payment.paymentId;
    event.createdAt = now;
    event.eventId = Uuids.next(now);
    event.merchantId = payment.merchantId;
    event.type = type;
    event.body =
        text.of(event, PaymentView.of(payment), refund == null ? null : RefundView.of(refund));
    entities.persist(event);
    webhooks.queue(event.merchantId, event.eventId);
  }

  /** A merchant's own events, newest first, up to {@code limit}, before {@code before}. */
  @Transactional
  public List<Listed> page(UUID merchantId, @Nullable UUID before, int limit) {
    var query =
        before == null
            ? entities.createQuery(OF_MERCHANT + " order by e.eventId desc", EventRow.class)
            : entities
                .createQuery(
                    OF_MERCHANT + " and e.eventId < :before order by e.eventId desc",
                    EventRow.class)
                .setParameter("before", before);
    return query.setParameter("merchant", merchantId).setMaxResults(limit).getResultList().stream()
        .map(row -> new Listed(row.eventId, row.body))
        .toList();
  }

  @Override
  @Transactional
  public Optional<Told> told(UUID merchantId, UUID eventId) {
    return entities
        .createQuery(OF_MERCHANT + " and e.eventId = :event", EventRow.class)
        .setParameter("merchant", merchantId)
        .setParameter("event", eventId)
        .getResultStream()
        .findFirst()
        .map(row -> new Told(row.paymentId, row.body));
  }

  @Override
  @Transactional
  public Optional<UUID> merchantOf(UUID eventId) {
    return entities
        .createQuery("select e from EventRow e where e.eventId = :event", EventRow.class)
        .setParameter("event", eventId)
        .getResultStream()
        .findFirst()
        .map(row -> row.merchantId);
  }

  @Override
  @Transactional
  public List<UUID> since(UUID merchantId, Instant since, @Nullable UUID after, int limit) {
    return entities
        .createQuery(
            "select e.eventId from EventRow e where e.merchantId = :merchant and e.eventId >= :from"
                + " and e.eventId > :after order by e.eventId",
            UUID.class)
        .setParameter("merchant", merchantId)
        .setParameter("from", Uuids.first(since))
        .setParameter("after", after == null ? new UUID(0, 0) : after)
        .setMaxResults(limit)
        .getResultList();
  }
}
