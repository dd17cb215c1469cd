package org.cardnym.vault.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.issuer.ExchangeSettled;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Settled;
import org.cardnym.vault.notice.InWords;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;
import org.cardnym.vault.payer.Payers;

/**
 * What a bank's answer means for the card that waits, in the transaction that settles the exchange.
 */
@ApplicationScoped
class CardOutcomes implements ExchangeSettled {
  private final Cards cards;
  private final CardChecks checks;
  private final Payers payers;
  private final Notices notices;
  private final HolderNotices holders;
  private final Clock clock;

  CardOutcomes(
      Cards cards,
      CardChecks checks,
      Payers payers,
      Notices notices,
      HolderNotices holders,
      Clock clock) {
    this.cards = cards;
    this.checks = checks;
    this.payers = payers;
    this.notices = notices;
    this.holders = holders;
    this.clock = clock;
  }

  @Override
  public boolean handles(Kind kind) {
    return kind == Kind.VERIFICATION || kind == Kind.VERIFICATION_CODE;
  }

  @Override
  public void settled(Settled answer) {
    switch (answer.outcome()) {
      case APPROVED -> agreed(answer);
      case CODE_REQUIRED -> checks.begin(answer);
      case DECLINED, NOT_SENT, UNKNOWN -> refused(answer);
      case REVERSING, REVERSED, ACKNOWLEDGED ->
          throw new IllegalStateException("a verification does not end " + answer.outcome());
    }
  }

  private void agreed(Settled answer) {
    if (cards.verified(answer.payerId(), answer.cardId(), answer.holderAgreed())) {
      String time = InWords.time(clock.instant(), payers.get(answer.payerId()).zone());
      notices.queue(answer.payerId(), NoticeKind.CARD_ADDED, Map.of("at", time));
      if (!answer.holderAgreed()) {
        holders.owe(answer);
      }
    }
    checks.end(answer.payerId(), answer.cardId());
  }

  /**
   * A card that its bank does not want goes at once; a wrong code leaves it for another try, or for
   * the sweep.
   */
  private void refused(Settled answer) {
    if (answer.kind() == Kind.VERIFICATION) {
      cards.remove(answer.payerId(), answer.cardId());
    }
  }
}
