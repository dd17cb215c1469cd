package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.card.CardChoice;
import org.cardnym.vault.card.CardState;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.card.HoldAnswer;
import org.cardnym.vault.card.HoldAsk;
import org.cardnym.vault.card.Holds;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Rule;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Finds the card that pays and holds the amount on it, within the payer's limits and the policy.
 * Changes no payment.
 */
@ApplicationScoped
class Placement {
  private final Cards cards;
  private final Banks banks;
  private final Holds holds;
  private final Payers payers;
  private final Policies policies;

  Placement(Cards cards, Banks banks, Holds holds, Payers payers, Policies policies) {
    this.cards = cards;
    this.banks = banks;
    this.holds = holds;
    this.payers = payers;
    this.policies = policies;
  }

  /** True if this payer can pay this shop now, and with more than one card. */
  boolean leavesChoice(Merchant merchant, UUID payerId) {
    return merchant.active() && barred(payerId) == null && cards.several(payerId);
  }

  /**
   * Places the hold in the caller's transaction, or says why not.
   *
   * @param cardId the card that was chosen, or null for the one that pays first
   * @throws Refusal {@link ErrorCode#CARD_NOT_USABLE} for another than those that this payer can
   *     pay with now
   */
  Placed place(PaymentRow payment, Merchant merchant, Prover prover, @Nullable UUID cardId) {
    UUID payerId = prover.payerId();
    if (!merchant.active()) {
      return new Placed(null, Hindrance.SHOP_SUSPENDED);
    }
    Hindrance barred = barred(payerId);
    if (barred != null) {
      return new Placed(null, barred);
    }
    Optional<CardChoice> first = cards.usable(payerId);
    if (first.isEmpty()) {
      return new Placed(null, cards.frozen(payerId) ? Hindrance.FROZEN : Hindrance.NO_CARD);
    }
    CardChoice chosen = cardId == null ? first.get() : chosen(payerId, cardId);
    if (!open(chosen.bankId())) {
      return new Placed(chosen, Hindrance.BANK_SUSPENDED);
    }
    HoldAnswer hold = holds.place(ask(payment, prover, chosen));
    return hold.held() ? Placed.held(chosen) : new Placed(chosen, Hindrance.of(hold));
  }

  /** Why this payer pays nothing whatever the card, or null. */
  private @Nullable Hindrance barred(UUID payerId) {
    Payer payer = payers.get(payerId);
    if (payer.state() != PayerState.ACTIVE) {
      // Left, or was stopped, after the proofs held.
      return Hindrance.NO_CARD;
    }
    return payer.frozen() ? Hindrance.FROZEN : null;
  }

  private CardChoice chosen(UUID payerId, UUID cardId) {
    return cards.usable(payerId, cardId).orElseThrow(() -> new Refusal(ErrorCode.CARD_NOT_USABLE));
  }

  private HoldAsk ask(PaymentRow payment, Prover prover, CardChoice card) {
    boolean limited = card.state() == CardState.LIMITED;
    return new HoldAsk(
        prover.payerId(),
        card.cardId(),
        payment.paymentId,
        payment.money(),
        payers.get(prover.payerId()).zone(),
        prover.newBrowser(),
        limited ? cap(Rule.LIMITED_CARD, payment.currency) : null,
        prover.newBrowser() ? cap(Rule.NEW_BROWSER, payment.currency) : null);
  }

  private HoldAsk.@Nullable Cap cap(Rule rule, String currency) {
    return policies
        .cap(rule, currency)
        .map(c -> new HoldAsk.Cap(c.perPayment(), c.perDay()))
        .orElse(null);
  }

  private boolean open(UUID bankId) {
    return banks.find(bankId).filter(b -> b.state().takes(Kind.AUTHORIZATION)).isPresent();
  }
}
