package org.cardnym.vault.payment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.issuer.Family;
import org.cardnym.vault.issuer.Intent;
import org.cardnym.vault.issuer.Kind;

/**
 * The message of a refund (docs/issuer-protocol.md §4). It names the authorization and carries no
 * card, so it goes to the payment's own bank, also after the card or its payer is gone.
 */
@ApplicationScoped
class RefundMessages {
  private final Exchanges exchanges;
  private final ObjectMapper json;

  RefundMessages(Exchanges exchanges, ObjectMapper json) {
    this.exchanges = exchanges;
    this.json = json;
  }

  /** Commits to it within the caller's transaction; the same message whenever it is made. */
  void intend(PaymentRow payment, RefundRow refund) {
    exchanges.intendRefund(refund.refundId, intent(payment, refund));
  }

  private Intent intent(PaymentRow payment, RefundRow refund) {
    return new Intent(
        Kind.REFUND,
        Family.PAYMENT,
        payment.paymentId,
        Objects.requireNonNull(payment.payerId),
        Objects.requireNonNull(payment.cardId),
        Objects.requireNonNull(payment.bankId),
        content(payment, refund));
  }

  /** Writes down that the bank has given it already, within the caller's transaction. */
  void adopt(PaymentRow payment, RefundRow refund, Instant decidedAt) {
    exchanges.adopt(refund.refundId, intent(payment, refund), decidedAt);
  }

  private ObjectNode content(PaymentRow payment, RefundRow refund) {
    ObjectNode content = json.createObjectNode();
    content.put("payment", TypeId.of(IdKind.PAYMENT, payment.paymentId));
    content
        .putObject("original")
        .put("messageId", TypeId.of(IdKind.MESSAGE, Objects.requireNonNull(payment.messageId)))
        .put("kind", Kind.AUTHORIZATION.wire());
    content.putObject("amount").put("value", refund.amount).put("currency", refund.currency);
    return content;
  }
}
