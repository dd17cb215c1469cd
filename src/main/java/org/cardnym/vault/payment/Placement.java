package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.cardnym.vault.card.CardChoice;
import org.cardnym.vault.card.CardState;
import org.cardnym.vault.card.Cards;
import org.cardnym.vault.card.HoldAsk;
import org.cardnym.vault.card.HoldAsk.Counts;
import org.cardnym.vault.card.HoldVerdict;
import org.cardnym.vault.card.Holds;
import org.cardnym.vault.issuer.Banks;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.payer.Payer;
import org.cardnym.vault.payer.PayerState;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Beyond;
import org.cardnym.vault.proof.Evidence;
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
  private static final HoldAsk.Cap NOTHING = new HoldAsk.Cap(Counts.NEW_BROWSERS, 0, 0, false);

  private final Payments payments;
  private final Cards cards;
  private final Banks banks;
  private final Holds holds;
  private final Payers payers;
  private final Policies policies;

  Placement(
      Payments payments, Cards cards, Banks banks, Holds holds, Payers payers, Policies policies) {
    this.payments = payments;
    this.cards = cards;
    this.banks = banks;
    this.holds = holds;
    this.payers = payers;
    this.policies = policies;
  }

  /**
   * True if this payer can pay this shop now, and is to say with which card: they want to and have
   * more than one, or the one that they chose before can't pay any more.
   *
   * @param kept the one chosen before, or null
   */
  boolean leavesChoice(Merchant merchant, UUID payerId, boolean wanted, @Nullable UUID kept) {
    boolean asks = wanted || kept != null;
    if (!asks || !merchant.active() || barred(payerId) != null) {
      return false;
    }
    boolean lost = kept != null && cards.usable(payerId, kept).isEmpty();
    return lost || (wanted && cards.several(payerId));
  }

  /**
   * Places the hold in the caller's transaction, or says why not.
   *
   * @param cardId the card that was chosen, or null for the one that pays first
   * @throws Refusal {@link ErrorCode#CARD_NOT_USABLE} for another than those that this payer can
   *     pay with now
   */
  Placed place(PaymentRow payment, Merchant merchant, Prover prover, @Nullable UUID cardId) {
    return find(payment, merchant, prover, cardId, holds::place);
  }

  /** True if the first card would pay now; holds nothing, in the caller's transaction. */
  boolean wouldHold(PaymentRow payment, Merchant merchant, Prover prover) {
    return find(payment, merchant, prover, null, holds::look).held();
  }

  private Placed find(
      PaymentRow payment,
      Merchant merchant,
      Prover prover,
      @Nullable UUID cardId,
      Function<HoldAsk, HoldVerdict> hold) {
    UUID payerId = prover.payerId();
    if (!merchant.active()) {
      return Placed.refused(null, Hindrance.SHOP_SUSPENDED);
    }
    Hindrance barred = barred(payerId);
    if (barred != null) {
      return Placed.refused(null, barred);
    }
    Optional<CardChoice> first = cards.usable(payerId);
    if (first.isEmpty()) {
      return Placed.refused(null, cards.frozen(payerId) ? Hindrance.FROZEN : Hindrance.NO_CARD);
    }
    CardChoice chosen = cardId == null ? first.get() : chosen(payerId, cardId);
    if (!open(chosen.bankId())) {
      return Placed.refused(chosen, Hindrance.BANK_SUSPENDED);
    }
    return Placed.of(chosen, hold.apply(ask(payment, prover, chosen)));
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
    Map<Rule, Policies.Cap> policy = policies.of(payment.currency);
    UUID payerId = prover.payerId();
    boolean newShop =
        policy.containsKey(Rule.NEW_SHOP) && !payments.approved(payerId, payment.merchantId);
    var caps = new ArrayList<HoldAsk.Cap>();
    add(caps, policy.get(Rule.ANY_PAYMENT), Counts.ALL);
    if (newShop) {
      add(caps, policy.get(Rule.NEW_SHOP), Counts.NEW_SHOPS);
    }
    if (prover.newBrowser()) {
      Policies.Cap cap = policy.get(Rule.NEW_BROWSER);
      caps.add(cap == null ? NOTHING : cap(cap, Counts.NEW_BROWSERS));
    }
    // Whatever the cap, one factor pays with no card whose holder was not asked.
    boolean capped = card.state() == CardState.LIMITED && !prover.evidence().oneFactor();
    Policies.Cap limited = capped ? policy.get(Rule.LIMITED_CARD) : null;
    return new HoldAsk(
        payerId,
        card.cardId(),
        payment.paymentId,
        payment.money(),
        payers.get(payerId).zone(),
        prover.newBrowser(),
        newShop,
        prover.evidence().bound() == Evidence.Bound.SIGNED,
        limited == null ? null : cap(limited, Counts.ALL),
        caps);
  }

  private static void add(List<HoldAsk.Cap> caps, Policies.@Nullable Cap row, Counts counts) {
    if (row != null) {
      caps.add(cap(row, counts));
    }
  }

  private static HoldAsk.Cap cap(Policies.Cap row, Counts counts) {
    return new HoldAsk.Cap(counts, row.perPayment(), row.perDay(), row.beyond() == Beyond.SIGNED);
  }

  private boolean open(UUID bankId) {
    return banks.find(bankId).filter(b -> b.state().takes(Kind.AUTHORIZATION)).isPresent();
  }
}
