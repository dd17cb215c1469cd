package org.cardnym.bank.host;

import java.sql.SQLException;
import java.util.Optional;
import org.cardnym.bank.decision.CodeChallenge;
import org.cardnym.bank.decision.CodeRule;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.decision.ResponseCode;
import org.cardnym.bank.keys.KeyedHash;
import org.cardnym.bank.ledger.Books;
import org.cardnym.bank.ledger.CardColumns;
import org.cardnym.bank.ledger.CodeChallenges;
import org.cardnym.bank.ledger.Entry;
import org.cardnym.bank.message.Kind;
import org.cardnym.bank.message.Message;

/** Judges one-time codes that come back; each try is counted, also one that is declined. */
final class CodeReturns {

  private final CodeChallenges challenges = new CodeChallenges();
  private final Books books = new Books();
  private final Tokens tokens;
  private final KeyedHash keyedHash;

  CodeReturns(Tokens tokens, KeyedHash keyedHash) {
    this.tokens = tokens;
    this.keyedHash = keyedHash;
  }

  Decision decide(Request request, Message.VerificationCode returned) throws SQLException {
    Optional<CodeChallenge> challenge = challenges.lock(request.connection(), returned.reference());
    Decision decision =
        challenge.isPresent()
            ? judge(request, returned, challenge.get())
            : Decision.declined(ResponseCode.NO_SUCH_RECORD);
    books.add(request.connection(), entry(request, returned, decision));
    return decision;
  }

  private Decision judge(
      Request request, Message.VerificationCode returned, CodeChallenge challenge)
      throws SQLException {
    String codeHash = Verifications.hash(keyedHash, returned.reference(), returned.code());
    Decision decision = CodeRule.decide(returned, codeHash, challenge, request.now());
    challenges.count(request.connection(), returned.reference(), decision.isApproved());
    return decision.isApproved() ? decision.withApprovalCode(tokens.approvalCode()) : decision;
  }

  private static Entry entry(
      Request request, Message.VerificationCode returned, Decision decision) {
    return new Entry(
        request.now(),
        Kind.VERIFICATION_CODE.wireName(),
        request.messageId(),
        returned.original(),
        null,
        returned.enrolment(),
        null,
        null,
        null,
        CardColumns.NONE,
        decision,
        0,
        null);
  }
}
