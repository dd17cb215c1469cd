package org.cardnym.bank.decision;

import org.cardnym.bank.message.Message;

/** A refund is of an approved authorization that stands; all refunds together never exceed it. */
public final class RefundRule {

  private RefundRule() {}

  public static Decision decide(Message.Refund refund, SaleState sale) {
    if (!sale.payment().equals(refund.payment())) {
      return Decision.declined(ResponseCode.NO_SUCH_RECORD);
    }
    if (!sale.approved()
        || sale.reversed()
        || !sale.currency().equals(refund.amount().currency())) {
      return Decision.declined(ResponseCode.INVALID_TRANSACTION);
    }
    if (refund.amount().value() > sale.value() - sale.refunded()) {
      return Decision.declined(ResponseCode.INVALID_AMOUNT);
    }
    return Decision.approved(null);
  }
}
