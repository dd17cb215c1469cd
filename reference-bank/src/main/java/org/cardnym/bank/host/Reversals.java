package org.cardnym.bank.host;

import java.sql.SQLException;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.ledger.Books;
import org.cardnym.bank.ledger.Entry;
import org.cardnym.bank.ledger.Sale;
import org.cardnym.bank.ledger.Sales;
import org.cardnym.bank.message.Kind;
import org.cardnym.bank.message.Message;

/** Releases what an authorization took, or remembers to decline it. Always acknowledged. */
final class Reversals {

  private final Sales sales = new Sales();
  private final Books books = new Books();

  Decision decide(Request request, Message.Reversal reversal) throws SQLException {
    sales.addReversed(request.connection(), reversal, request.now());
    Sale sale = sales.lock(request.connection(), reversal.original()).orElseThrow();
    sales.reverse(request.connection(), reversal.original(), request.now());
    books.add(request.connection(), entry(request, reversal, sale));
    return Decision.acknowledged();
  }

  private static Entry entry(Request request, Message.Reversal reversal, Sale sale) {
    return new Entry(
        request.now(),
        Kind.REVERSAL.wireName(),
        request.messageId(),
        reversal.original(),
        reversal.payment(),
        null,
        sale.merchantName(),
        null,
        reversal.amount(),
        sale.card(),
        Decision.acknowledged(),
        sale.state().releasable(),
        null);
  }
}
