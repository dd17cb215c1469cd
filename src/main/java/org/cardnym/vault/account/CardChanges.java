package org.cardnym.vault.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.card.CardLimits;
import org.cardnym.vault.card.CardState;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.card.LimitAsked;
import org.cardnym.vault.card.Wallet;
import org.cardnym.vault.enrolment.CardChecks;
import org.cardnym.vault.money.Money;
import org.cardnym.vault.notice.NoticeKind;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Rule;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a payer does to a card. What tightens is done at once; what loosens takes a fresh proof and
 * is told by mail.
 */
@ApplicationScoped
class CardChanges {
  private final Visits visits;
  private final Wallet wallet;
  private final CardLimits limits;
  private final Cards cards;
  private final CardChecks checks;
  private final Policies policies;
  private final Tidings tidings;

  CardChanges(
      Visits visits,
      Wallet wallet,
      CardLimits limits,
      Cards cards,
      CardChecks checks,
      Policies policies,
      Tidings tidings) {
    this.visits = visits;
    this.wallet = wallet;
    this.limits = limits;
    this.cards = cards;
    this.checks = checks;
    this.policies = policies;
    this.tidings = tidings;
  }

  void rename(@Nullable String cookie, UUID cardId, String typed) {
    Visit visit = visits.changing(cookie);
    String nickname = Nickname.of(typed);
    change(() -> wallet.rename(visit.payerId(), cardId, nickname));
  }

  void prefer(@Nullable String cookie, UUID cardId) {
    Visit visit = visits.changing(cookie);
    change(() -> wallet.prefer(visit.payerId(), cardId));
  }

  void freeze(@Nullable String cookie, UUID cardId) {
    Visit visit = visits.changing(cookie);
    change(() -> wallet.freeze(visit.payerId(), cardId));
  }

  void unfreeze(@Nullable String cookie, UUID cardId) {
    Visit visit = visits.loosening(cookie);
    change(() -> {
      if (wallet.unfreeze(visit.payerId(), cardId)) {
        tidings.tell(visit.payerId(), NoticeKind.UNFROZEN);
      }
    });
  }

  /** Lowers at once; raises with a fresh proof, and never a limited card past the policy. */
  void limit(@Nullable String cookie, UUID cardId, LimitAsked asked) {
    Visit visit = visits.changing(cookie);
    change(() -> {
      var change = limits.set(visit.payerId(), cardId, asked, c -> judge(visit, asked, c));
      if (change.raises()) {
        tidings.tell(visit.payerId(), NoticeKind.LIMIT_RAISED, told(asked));
      }
    });
  }

  /** The card and its data key are gone when this returns; a check of its bank ends with it. */
  void remove(@Nullable String cookie, UUID cardId) {
    Visit visit = visits.changing(cookie);
    UUID payerId = visit.payerId();
    change(() -> {
      if (!cards.remove(payerId, cardId, Payers.actor(payerId))) {
        throw new Refusal(ErrorCode.NOT_FOUND);
      }
      checks.end(payerId, cardId);
      tidings.tell(payerId, NoticeKind.CARD_REMOVED);
    });
  }

  private void judge(Visit visit, LimitAsked asked, CardLimits.Change change) {
    if (!change.raises()) {
      return;
    }
    visits.requireLoosening(visit);
    if (change.card() == CardState.LIMITED && !withinPolicy(asked)) {
      throw new Refusal(ErrorCode.LIMIT_UNFIT);
    }
  }

  private boolean withinPolicy(LimitAsked asked) {
    return policies
        .cap(Rule.LIMITED_CARD, asked.currency())
        .filter(cap -> asked.perPayment() <= cap.perPayment() && asked.perDay() <= cap.perDay())
        .isPresent();
  }

  private static Map<String, String> told(LimitAsked asked) {
    return Map.of(
        "payment", new Money(asked.perPayment(), asked.currency()).display(Locale.ENGLISH),
        "day", new Money(asked.perDay(), asked.currency()).display(Locale.ENGLISH));
  }

  private static void change(Runnable work) {
    QuarkusTransaction.requiringNew().run(work);
  }
}
