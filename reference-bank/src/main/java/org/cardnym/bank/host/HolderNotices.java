package org.cardnym.bank.host;

import java.sql.SQLException;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.ledger.Books;
import org.cardnym.bank.ledger.CardColumns;
import org.cardnym.bank.ledger.Entry;
import org.cardnym.bank.message.Kind;
import org.cardnym.bank.message.Message;

/**
 * Takes it on the bank to tell a card's holder that it was enrolled, once for each message id.
 * Always acknowledged; an enrolment that this bank never verified has no holder to tell. The entry
 * in the books is all that this bank's holders get: a production bank puts it into an outbox here,
 * in the same transaction, and writes by a way that it knew before.
 */
final class HolderNotices {

  private final Books books = new Books();

  Decision decide(Request request, Message.HolderNotice notice) throws SQLException {
    CardColumns card =
        books.cardOf(request.connection(), notice.enrolment()).orElse(CardColumns.NONE);
    books.add(request.connection(), entry(request, notice, card));
    return Decision.acknowledged();
  }

  private static Entry entry(Request request, Message.HolderNotice notice, CardColumns card) {
    return new Entry(
        request.now(),
        Kind.HOLDER_NOTICE.wireName(),
        request.messageId(),
        null,
        null,
        notice.enrolment(),
        null,
        null,
        null,
        card,
        Decision.acknowledged(),
        0,
        null,
        notice.alias());
  }
}
