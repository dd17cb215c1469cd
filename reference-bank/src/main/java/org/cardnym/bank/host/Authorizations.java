package org.cardnym.bank.host;

import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cardnym.bank.decision.CardRules;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.decision.ResponseCode;
import org.cardnym.bank.keys.KeyedHash;
import org.cardnym.bank.ledger.Books;
import org.cardnym.bank.ledger.CardColumns;
import org.cardnym.bank.ledger.Entry;
import org.cardnym.bank.ledger.Sales;
import org.cardnym.bank.message.Authentication;
import org.cardnym.bank.message.Kind;
import org.cardnym.bank.message.Message;
import org.cardnym.bank.wire.StrictJson;

/** Takes money from a card, unless its reversal came first. */
final class Authorizations {

  private final Sales sales = new Sales();
  private final Books books = new Books();
  private final Tokens tokens;
  private final KeyedHash keyedHash;

  Authorizations(Tokens tokens, KeyedHash keyedHash) {
    this.tokens = tokens;
    this.keyedHash = keyedHash;
  }

  Decision decide(Request request, Message.Authorization asked) throws SQLException {
    CardColumns card = CardColumns.of(asked.card(), keyedHash);
    Decision decision = decisionOn(asked, request);
    if (!sales.add(request.connection(), request.messageId(), asked, card, decision.isApproved())) {
      decision = Decision.declined(ResponseCode.DO_NOT_HONOUR);
    }
    books.add(request.connection(), entry(request, asked, card, decision));
    return decision;
  }

  private Decision decisionOn(Message.Authorization asked, Request request) {
    Decision decision =
        CardRules.authorize(asked.card(), YearMonth.from(request.now().atZone(ZoneOffset.UTC)));
    return decision.isApproved()
        ? decision.withApprovalCode(tokens.approvalCode()).withReference(tokens.reference())
        : decision;
  }

  private static Entry entry(
      Request request, Message.Authorization asked, CardColumns card, Decision decision) {
    return new Entry(
        request.now(),
        Kind.AUTHORIZATION.wireName(),
        request.messageId(),
        null,
        asked.payment(),
        null,
        asked.merchant().legalName(),
        asked.orderReference(),
        asked.amount(),
        card,
        decision,
        decision.isApproved() ? -asked.amount().value() : 0,
        evidence(asked.authentication()));
  }

  private static String evidence(Authentication authentication) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("acr", authentication.acr());
    evidence.put("amr", authentication.amr());
    evidence.put("bound", authentication.bound());
    evidence.put("policy", authentication.policy());
    evidence.put("time", authentication.time().toString());
    return StrictJson.write(evidence);
  }
}
