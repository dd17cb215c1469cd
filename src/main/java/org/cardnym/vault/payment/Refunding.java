package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.standing.Recoveries;

/**
 * Gives money back, once for each (merchant, idempotency key). The amount is set aside and the
 * message committed in one transaction under the lock of the payment's row; only then is anything
 * sent, and nobody waits for the bank.
 */
@ApplicationScoped
class Refunding {
  private static final String FORM = "refund-request/1";

  private final EntityManager entities;
  private final Payments payments;
  private final Refunds refunds;
  private final RefundMessages messages;
  private final Exchanges exchanges;
  private final Idempotency idempotency;
  private final Audit audit;
  private final PaymentMeters meters;
  private final Recoveries recoveries;

  Refunding(
      EntityManager entities,
      Payments payments,
      Refunds refunds,
      RefundMessages messages,
      Exchanges exchanges,
      Idempotency idempotency,
      Audit audit,
      PaymentMeters meters,
      Recoveries recoveries) {
    this.entities = entities;
    this.payments = payments;
    this.refunds = refunds;
    this.messages = messages;
    this.exchanges = exchanges;
    this.idempotency = idempotency;
    this.audit = audit;
    this.meters = meters;
    this.recoveries = recoveries;
  }

  /** The refund of this key: asked for now, or as it stands since it was asked for before. */
  RefundView refund(Merchant merchant, UUID paymentId, IdempotencyKey key, RefundOrder order) {
    byte[] request = order.spelled(AssociatedData.of(FORM).with(paymentId)).bytes();
    return replay(merchant, key, request)
        .orElseGet(() -> make(merchant, paymentId, key, order, request));
  }

  private RefundView make(
      Merchant merchant, UUID paymentId, IdempotencyKey key, RefundOrder order, byte[] request) {
    RefundView made;
    try {
      made =
          QuarkusTransaction.requiringNew()
              .call(() -> insert(merchant, paymentId, key, order, request));
    } catch (RuntimeException failed) {
      // A parallel twin holds the key; its insert made ours wait until it committed.
      if (!Idempotency.taken(failed)) {
        throw failed;
      }
      return replay(merchant, key, request).orElseThrow(() -> failed);
    }
    meters.refundCreated();
    var unused = exchanges.send(paymentId, made.id());
    return made;
  }

  /** Commits the intent and sends nothing. */
  RefundView insert(
      Merchant merchant, UUID paymentId, IdempotencyKey key, RefundOrder order, byte[] request) {
    recoveries.requireServing();
    Instant now = payments.now();
    UUID refundId = Uuids.next(now);
    idempotency.take(merchant.id(), key, FORM, request, paymentId, refundId);
    PaymentRow payment = payments.lock(paymentId);
    if (!payment.merchantId.equals(merchant.id())) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    refunds.requireSums(payment);
    var row = new RefundRow();
    row.paymentId = paymentId;
    row.refundId = refundId;
    row.amount = RefundRule.amount(payment, order);
    row.currency = payment.currency;
    row.reason = order.reason();
    row.createdAt = now;
    entities.persist(row);
    messages.intend(payment, row);
    payment.refunding += row.amount;
    audit.record(
        AuditEvent.done(
                "client:" + merchant.clientId(),
                AuditAction.REFUND_ASKED,
                TypeId.of(IdKind.PAYMENT, paymentId))
            .with(
                Map.of(
                    "merchant", TypeId.of(IdKind.MERCHANT, merchant.id()),
                    "refund", row.rowId(),
                    "amount", Long.toString(row.amount),
                    "currency", row.currency)));
    return RefundView.of(row);
  }

  private Optional<RefundView> replay(Merchant merchant, IdempotencyKey key, byte[] request) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            Optional.ofNullable(idempotency.known(merchant.id(), key, FORM, request))
                .map(known -> refunds.made(known.paymentId, known.refund())));
  }
}
