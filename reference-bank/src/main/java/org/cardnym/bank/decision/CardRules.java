package org.cardnym.bank.decision;

import java.time.YearMonth;
import org.cardnym.bank.card.Card;
import org.cardnym.bank.card.SecretDigits;

/**
 * Decides what only the card and the month decide. Here a production bank asks its own
 * authorisation host.
 */
public final class CardRules {

  private CardRules() {}

  /** Unknown number, then expiry, then the account's own manner. */
  public static Decision authorize(Card card, YearMonth month) {
    TestCard account = TestCard.of(card.number()).orElse(null);
    if (account == null) {
      return Decision.declined(ResponseCode.NO_SUCH_CARD);
    }
    if (card.expiredBy(month)) {
      return Decision.declined(ResponseCode.EXPIRED_CARD);
    }
    ResponseCode code = account.authorization();
    return code == ResponseCode.APPROVED ? Decision.approved(null) : Decision.declined(code);
  }

  /** Unknown number, then expiry, then code, then the account's own manner. */
  public static Decision verify(Card card, SecretDigits code, YearMonth month) {
    TestCard account = TestCard.of(card.number()).orElse(null);
    if (account == null) {
      return Decision.declined(ResponseCode.NO_SUCH_CARD);
    }
    if (card.expiredBy(month)) {
      return Decision.declined(ResponseCode.EXPIRED_CARD);
    }
    if (!account.verificationCode().matches(code)) {
      return Decision.declined(ResponseCode.CODE_WRONG);
    }
    return switch (account.verification()) {
      case HOLDER_AGREES -> Decision.approved(true);
      case DATA_ONLY -> Decision.approved(false);
      case OWN_CODE -> Decision.codeRequired();
      case CODE_WRONG -> Decision.declined(ResponseCode.CODE_WRONG);
    };
  }

  /** How the answer to an authorization leaves the bank, repeats included. */
  public static AnswerManner answerManner(Card card) {
    return TestCard.of(card.number()).map(TestCard::answer).orElse(AnswerManner.PROMPT);
  }
}
