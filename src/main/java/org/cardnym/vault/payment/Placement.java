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
import org.cardnym.vault.issuer.Bank;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.Proven;
import org.cardnym.vault.proof.Rule;
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

  /** Places the hold in the caller's transaction, or says why not. */
  Placed place(PaymentRow payment, Merchant merchant, Proven proven) {
    if (!merchant.active()) {
      return new Placed(null, Hindrance.SHOP_SUSPENDED);
    }
    if (payers.get(proven.payerId()).frozen()) {
      return new Placed(null, Hindrance.FROZEN);
    }
    Optional<CardChoice> card = cards.usable(proven.payerId());
    if (card.isEmpty()) {
      boolean frozen = cards.frozen(proven.payerId());
      return new Placed(null, frozen ? Hindrance.FROZEN : Hindrance.NO_CARD);
    }
    CardChoice chosen = card.get();
    if (!open(chosen.bankId())) {
      return new Placed(chosen, Hindrance.BANK_SUSPENDED);
    }
    HoldAnswer hold = holds.place(ask(payment, proven, chosen));
    return hold.held() ? Placed.held(chosen) : new Placed(chosen, Hindrance.of(hold));
  }

  private HoldAsk ask(PaymentRow payment, Proven proven, CardChoice card) {
    boolean limited = card.state() == CardState.LIMITED;
    return new HoldAsk(
        proven.payerId(),
        card.cardId(),
        payment.paymentId,
        payment.money(),
        payers.get(proven.payerId()).zone(),
        proven.newBrowser(),
        limited ? cap(Rule.LIMITED_CARD, payment.currency) : null,
        proven.newBrowser() ? cap(Rule.NEW_BROWSER, payment.currency) : null);
  }

  private HoldAsk.@Nullable Cap cap(Rule rule, String currency) {
    return policies
        .cap(rule, currency)
        .map(c -> new HoldAsk.Cap(c.perPayment(), c.perDay()))
        .orElse(null);
  }

  private boolean open(UUID bankId) {
    return banks.find(bankId).filter(b -> b.state() == Bank.State.ACTIVE).isPresent();
  }
}
