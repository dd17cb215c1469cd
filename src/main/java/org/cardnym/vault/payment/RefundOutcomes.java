package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.ExchangeSettled;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Settled;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * What a bank's answer means for a refund: its state, the payment's sums, the event and the audit
 * entry move together. A refund that is declined gives its share of the payment free again.
 */
@ApplicationScoped
class RefundOutcomes implements ExchangeSettled {
  private final Payments payments;
  private final Refunds refunds;
  private final Events events;
  private final Audit audit;
  private final PaymentMeters meters;
  private final RowAlarm alarm;

  RefundOutcomes(
      Payments payments,
      Refunds refunds,
      Events events,
      Audit audit,
      PaymentMeters meters,
      RowAlarm alarm) {
    this.payments = payments;
    this.refunds = refunds;
    this.events = events;
    this.audit = audit;
    this.meters = meters;
    this.alarm = alarm;
  }

  @Override
  public boolean handles(Kind kind) {
    return kind == Kind.REFUND;
  }

  @Override
  public void settled(Settled exchange) {
    PaymentRow payment = payments.lock(exchange.familyId());
    RefundRow refund = refunds.find(exchange.familyId(), exchange.messageId());
    if (refund == null
        || refund.state != RefundState.PROCESSING
        || payment.refunding < refund.amount) {
      // An exchange settles once, and with its refund: somebody took rows away or put older ones
      // back. The exchange stays open until somebody has looked.
      alarm.raise("refund", TypeId.of(IdKind.REFUND, exchange.messageId()));
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    payment.refunding -= refund.amount;
    switch (exchange.outcome()) {
      case APPROVED -> {
        refund.state = RefundState.SUCCEEDED;
        payment.refunded += refund.amount;
      }
      case DECLINED -> {
        refund.state = RefundState.DECLINED;
        refund.retry = Retry.ofRefund(exchange.responseCode());
      }
      case NOT_SENT, UNKNOWN, REVERSING, REVERSED, CODE_REQUIRED, ACKNOWLEDGED ->
          throw new IllegalStateException("a refund does not end " + exchange.outcome());
    }
    refund.endedAt = payments.now();
    meters.refundEnded(refund.state);
    events.write(payment, refund, "refund." + refund.state.wire(), refund.endedAt);
    audit.record(
        AuditEvent.done(
                "vault", AuditAction.REFUND_SETTLED, TypeId.of(IdKind.PAYMENT, payment.paymentId))
            .with(Map.of("refund", refund.rowId(), "state", refund.state.wire())));
  }
}
