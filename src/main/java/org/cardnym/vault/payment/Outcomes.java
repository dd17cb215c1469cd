package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Objects;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.card.Holds;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.ExchangeSettled;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Settled;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.proof.BrowserNotices;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.jboss.logging.Logger;

/**
 * What a settled exchange means for its payment: state, hold, event and audit entry move together.
 */
@ApplicationScoped
class Outcomes implements ExchangeSettled {
  private static final Logger LOG = Logger.getLogger(Outcomes.class);

  private final Payments payments;
  private final Holds holds;
  private final Audit audit;
  private final BrowserNotices notices;
  private final KnownBrowsers browsers;
  private final Merchants merchants;

  Outcomes(
      Payments payments,
      Holds holds,
      Audit audit,
      BrowserNotices notices,
      KnownBrowsers browsers,
      Merchants merchants) {
    this.payments = payments;
    this.holds = holds;
    this.audit = audit;
    this.notices = notices;
    this.browsers = browsers;
    this.merchants = merchants;
  }

  @Override
  public boolean handles(Kind kind) {
    return kind == Kind.AUTHORIZATION || kind == Kind.REVERSAL;
  }

  @Override
  public void settled(Settled exchange) {
    PaymentRow payment = payments.lock(exchange.familyId());
    switch (exchange.outcome()) {
      case APPROVED -> approve(payment, exchange);
      case DECLINED -> decline(payment, exchange);
      case NOT_SENT -> fail(payment, Reversal.NONE);
      case REVERSING -> fail(payment, Reversal.PENDING);
      case REVERSED -> reversed(payment);
      case UNKNOWN, CODE_REQUIRED, ACKNOWLEDGED ->
          throw new IllegalStateException("an authorization does not end " + exchange.outcome());
    }
  }

  private void approve(PaymentRow payment, Settled exchange) {
    if (payment.state != PaymentState.PROCESSING
        || !exchange.messageId().equals(payment.messageId)) {
      // The exchange's own rule holds back what comes after a reversal; this can't be. Failing
      // leaves the exchange open: it is
      // repeated, and reversed at its window's end.
      LOG.errorf("approval_without_payment payment=%s state=%s", payment.paymentId, payment.state);
      throw new Refusal(ErrorCode.CONFLICT);
    }
    payment.authorized = payment.amount;
    payment.captured = payment.amount;
    holds.use(payer(payment), payment.paymentId);
    payments.end(payment, PaymentState.APPROVED);
    if (payment.browserId != null) {
      browsers.remember(
          payer(payment), payment.aliasIndexVersion, payment.aliasIndex, payment.browserId);
    }
    tell(payment);
    record(payment);
  }

  private void tell(PaymentRow payment) {
    if (!payment.newBrowser) {
      return;
    }
    String merchant = merchants.get(payment.merchantId).displayName();
    if (payment.elsewhere) {
      notices.paidElsewhere(payer(payment), merchant, payment.money(), payments.now());
    } else {
      notices.paid(payer(payment), merchant, payment.money(), payments.now());
    }
  }

  private void decline(PaymentRow payment, Settled exchange) {
    if (payment.state != PaymentState.PROCESSING) {
      return;
    }
    payment.retry = Retry.of(exchange.responseCode());
    holds.release(payer(payment), payment.paymentId);
    payments.end(payment, PaymentState.DECLINED);
    record(payment);
  }

  private void fail(PaymentRow payment, Reversal reversal) {
    if (payment.state != PaymentState.PROCESSING) {
      return;
    }
    payment.reversal = reversal;
    if (reversal == Reversal.NONE) {
      holds.release(payer(payment), payment.paymentId);
    }
    payments.end(payment, PaymentState.FAILED);
    record(payment);
  }

  private void reversed(PaymentRow payment) {
    if (payment.reversal != Reversal.PENDING) {
      return;
    }
    payment.reversal = Reversal.DONE;
    holds.release(payer(payment), payment.paymentId);
    payments.event(payment, "payment.reversed");
    record(payment);
  }

  private static UUID payer(PaymentRow payment) {
    return Objects.requireNonNull(payment.payerId);
  }

  private void record(PaymentRow payment) {
    var facts = new HashMap<String, String>();
    facts.put("state", payment.state.wire());
    if (payment.reversal != null) {
      facts.put("reversal", payment.reversal.wire());
    }
    audit.record(
        AuditEvent.done(
                "vault", AuditAction.PAYMENT_SETTLED, TypeId.of(IdKind.PAYMENT, payment.paymentId))
            .with(facts));
  }
}
