package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.standing.Recoveries;

/**
 * A merchant takes a payment back before anybody proved it, or chose the card for it. Nothing is
 * held yet, so nothing is released; the payer's proof or choice and this wait for the same row, and
 * whoever comes second finds the other's outcome.
 */
@ApplicationScoped
class Cancellation {
  private final Payments payments;
  private final Audit audit;
  private final Recoveries recoveries;

  Cancellation(Payments payments, Audit audit, Recoveries recoveries) {
    this.recoveries = recoveries;
    this.payments = payments;
    this.audit = audit;
  }

  /**
   * The payment, canceled now or before.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} for another merchant's, {@link
   *     ErrorCode#PAYMENT_EXPIRED} after its time, {@link ErrorCode#PAYMENT_NOT_CANCELABLE} once a
   *     card is to pay it, {@link ErrorCode#RECOVERY}
   */
  @Transactional
  PaymentView cancel(Merchant merchant, UUID paymentId) {
    recoveries.requireServing();
    PaymentRow payment = payments.lock(paymentId);
    if (!payment.merchantId.equals(merchant.id())) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    if (payment.state != PaymentState.CANCELED) {
      requireCancelable(payment);
      payments.end(payment, PaymentState.CANCELED);
      audit.record(
          AuditEvent.done(
                  "client:" + merchant.clientId(),
                  AuditAction.PAYMENT_CANCELED,
                  TypeId.of(IdKind.PAYMENT, paymentId))
              .with(Map.of("merchant", TypeId.of(IdKind.MERCHANT, merchant.id()))));
    }
    return PaymentView.of(payment);
  }

  private void requireCancelable(PaymentRow payment) {
    boolean unpaid = payment.state == PaymentState.REQUIRES_AUTHENTICATION;
    if (payment.state == PaymentState.EXPIRED || (unpaid && !payment.open(payments.now()))) {
      throw new Refusal(ErrorCode.PAYMENT_EXPIRED);
    }
    if (!unpaid) {
      throw new Refusal(ErrorCode.PAYMENT_NOT_CANCELABLE, Map.of("state", payment.state.wire()));
    }
  }
}
