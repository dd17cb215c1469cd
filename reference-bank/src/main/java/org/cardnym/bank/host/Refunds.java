package org.cardnym.bank.host;

import java.sql.SQLException;
import java.util.Optional;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.decision.RefundRule;
import org.cardnym.bank.decision.ResponseCode;
import org.cardnym.bank.ledger.Books;
import org.cardnym.bank.ledger.CardColumns;
import org.cardnym.bank.ledger.Entry;
import org.cardnym.bank.ledger.Sale;
import org.cardnym.bank.ledger.Sales;
import org.cardnym.bank.message.Kind;
import org.cardnym.bank.message.Message;

/**
 * Gives back all or part of an approved authorization; the sale is locked, so that two refunds
 * can't both take the rest.
 */
final class Refunds {

  private final Sales sales = new Sales();
  private final Books books = new Books();
  private final Tokens tokens;

  Refunds(Tokens tokens) {
    this.tokens = tokens;
  }

  Decision decide(Request request, Message.Refund refund) throws SQLException {
    Optional<Sale> sale = sales.lock(request.connection(), refund.original());
    Decision decision =
        sale.map(known -> RefundRule.decide(refund, known.state()))
            .orElse(Decision.declined(ResponseCode.NO_SUCH_RECORD));
    if (decision.isApproved()) {
      sales.refund(request.connection(), refund.original(), refund.amount().value());
      decision = decision.withApprovalCode(tokens.approvalCode());
    }
    books.add(request.connection(), entry(request, refund, sale, decision));
    return decision;
  }

  private static Entry entry(
      Request request, Message.Refund refund, Optional<Sale> sale, Decision decision) {
    return new Entry(
        request.now(),
        Kind.REFUND.wireName(),
        request.messageId(),
        refund.original(),
        refund.payment(),
        null,
        sale.map(Sale::merchantName).orElse(null),
        null,
        refund.amount(),
        sale.map(Sale::card).orElse(CardColumns.NONE),
        decision,
        decision.isApproved() ? refund.amount().value() : 0,
        null);
  }
}
