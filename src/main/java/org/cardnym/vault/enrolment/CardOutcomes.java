package org.cardnym.vault.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.issuer.ExchangeSettled;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.issuer.Settled;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.notice.Notices;

/** What a bank's answer means for the card that waits, in the transaction that settles the exchange. */
@ApplicationScoped
class CardOutcomes implements ExchangeSettled {
  private final Cards cards;
  private final Notices notices;
  private final EntityManager entities;
  private final Clock clock;

  CardOutcomes(Cards cards, Notices notices, EntityManager entities, Clock clock) {
    this.cards = cards;
    this.notices = notices;
    this.entities = entities;
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
      case CODE_REQUIRED -> waits(answer);
      case DECLINED, NOT_SENT, UNKNOWN -> refused(answer);
      case REVERSING, REVERSED -> throw new IllegalStateException("a verification is never reversed");
    }
  }

  private void agreed(Settled answer) {
    if (cards.verified(answer.payerId(), answer.cardId(), answer.holderAgreed())) {
      notices.queue(answer.payerId(), NoticeKind.CARD_ADDED, Map.of("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    forget(answer);
  }

  private void waits(Settled answer) {
    var check = new CardCheckRow();
    check.payerId = answer.payerId();
    check.cardId = answer.cardId();
    check.bankId = answer.bankId();
    check.messageId = answer.messageId();
    check.reference = Objects.requireNonNull(answer.reference());
    check.askedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    entities.persist(check);
  }

  /** A card that its bank does not want goes at once; a wrong code leaves it for another try, or for the sweep. */
  private void refused(Settled answer) {
    if (answer.kind() == Kind.VERIFICATION) {
      cards.remove(answer.payerId(), answer.cardId());
      forget(answer);
    }
  }

  private void forget(Settled answer) {
    CardCheckRow check = entities.find(CardCheckRow.class, new CardCheckRow.Key(answer.payerId(), answer.cardId()));
    if (check != null) {
      entities.remove(check);
    }
  }
}
