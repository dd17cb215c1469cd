package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.issuer.LostRefund;
import org.cardnym.vault.issuer.RefundsKept;
import org.cardnym.vault.keys.Locked;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Takes over refunds that a restore has lost and the bank's books hold: the money is with the
 * payer, so the payment must have so much less to give back. Refund, sums, message, event and audit
 * entry move together, as they would have.
 */
@ApplicationScoped
class AdoptedRefunds implements RefundsKept {
  private final EntityManager entities;
  private final Payments payments;
  private final Refunds refunds;
  private final RefundMessages messages;
  private final Events events;
  private final Audit audit;

  AdoptedRefunds(
      EntityManager entities,
      Payments payments,
      Refunds refunds,
      RefundMessages messages,
      Events events,
      Audit audit) {
    this.entities = entities;
    this.payments = payments;
    this.refunds = refunds;
    this.messages = messages;
    this.events = events;
    this.audit = audit;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean adopt(LostRefund lost) {
    PaymentRow payment = payment(lost);
    if (payment == null || !fits(payment, lost)) {
      return false;
    }
    refunds.requireSums(payment);
    Instant at = lost.at().truncatedTo(ChronoUnit.MICROS);
    var row = new RefundRow();
    row.paymentId = payment.paymentId;
    row.refundId = lost.messageId();
    row.amount = lost.value();
    row.currency = lost.currency();
    row.state = RefundState.SUCCEEDED;
    row.createdAt = Uuids.at(lost.messageId());
    row.endedAt = at;
    entities.persist(row);
    messages.adopt(payment, row, at);
    payment.refunded += row.amount;
    events.write(payment, row, "refund." + row.state.wire(), payments.now());
    audit.record(
        AuditEvent.done(
                "vault", AuditAction.REFUND_SETTLED, TypeId.of(IdKind.PAYMENT, payment.paymentId))
            .with(Map.of("refund", row.rowId(), "state", row.state.wire(), "by", "bank_books")));
    return true;
  }

  private @Nullable PaymentRow payment(LostRefund lost) {
    UUID paymentId;
    try {
      paymentId = TypeId.parse(IdKind.PAYMENT, lost.payment());
    } catch (Refusal noSuchName) {
      return null;
    }
    // A row that does not check ends this transaction, so the caller must hear of it.
    return Locked.fresh(entities, PaymentRow.class, paymentId);
  }

  private boolean fits(PaymentRow payment, LostRefund lost) {
    return payment.state == PaymentState.APPROVED
        && lost.bankId().equals(payment.bankId)
        && lost.currency().equals(payment.currency)
        && lost.value() > 0
        && lost.value() <= payment.captured - payment.refunded - payment.refunding
        && refunds.find(payment.paymentId, lost.messageId()) == null;
  }
}
