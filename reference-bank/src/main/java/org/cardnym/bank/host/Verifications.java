package org.cardnym.bank.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.cardnym.bank.card.SecretDigits;
import org.cardnym.bank.decision.CardRules;
import org.cardnym.bank.decision.CodeChallenge;
import org.cardnym.bank.decision.CodeRule;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.decision.Outcome;
import org.cardnym.bank.keys.KeyedHash;
import org.cardnym.bank.ledger.Books;
import org.cardnym.bank.ledger.CardColumns;
import org.cardnym.bank.ledger.CodeChallenges;
import org.cardnym.bank.ledger.Entry;
import org.cardnym.bank.message.Kind;
import org.cardnym.bank.message.Message;
import org.cardnym.bank.message.Money;

/**
 * Compares card data at enrolment, and asks the holder by a one-time code where the account wants
 * it.
 */
final class Verifications {

  private final CodeChallenges challenges = new CodeChallenges();
  private final Books books = new Books();
  private final Tokens tokens;
  private final KeyedHash keyedHash;

  Verifications(Tokens tokens, KeyedHash keyedHash) {
    this.tokens = tokens;
    this.keyedHash = keyedHash;
  }

  Decision decide(Request request, Message.Verification asked) throws SQLException {
    YearMonth month = YearMonth.from(request.now().atZone(ZoneOffset.UTC));
    Decision decision = complete(CardRules.verify(asked.card(), asked.verificationCode(), month));
    if (decision.outcome() == Outcome.CODE_REQUIRED) {
      challenge(request, asked, String.valueOf(decision.reference()));
    }
    books.add(request.connection(), entry(request, asked, decision));
    return decision;
  }

  private Decision complete(Decision decision) {
    return switch (decision.outcome()) {
      case APPROVED -> decision.withApprovalCode(tokens.approvalCode());
      case CODE_REQUIRED -> decision.withReference(tokens.reference());
      default -> decision;
    };
  }

  private void challenge(Request request, Message.Verification asked, String reference)
      throws SQLException {
    SecretDigits code = HolderMessages.send();
    CodeChallenge challenge =
        new CodeChallenge(
            request.messageId(),
            asked.enrolment(),
            hash(keyedHash, reference, code),
            request.now().plus(CodeRule.LIFE),
            0,
            false);
    challenges.add(request.connection(), reference, challenge);
  }

  static String hash(KeyedHash keyedHash, String reference, SecretDigits code) {
    return keyedHash.of(
        KeyedHash.Purpose.ONE_TIME_CODE, reference.getBytes(US_ASCII), code.reveal());
  }

  private Entry entry(Request request, Message.Verification asked, Decision decision) {
    return new Entry(
        request.now(),
        Kind.VERIFICATION.wireName(),
        request.messageId(),
        null,
        null,
        asked.enrolment(),
        null,
        null,
        new Money(0, asked.currency()),
        CardColumns.of(asked.card(), keyedHash),
        decision,
        0,
        null);
  }
}
