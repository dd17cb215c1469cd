package org.cardnym.vault.card;

import java.util.List;
import org.cardnym.vault.card.HoldAsk.Cap;

/**
 * Whether a day's holds leave room for one more: the payer's limit, then what policy allows. What
 * is refused whatever the proof is not asked a better proof for.
 */
final class HoldRule {
  private HoldRule() {}

  static HoldVerdict judge(HoldAsk ask, CardState card, CardLimitRow limit, List<HoldRow> day) {
    long amount = ask.amount().value();
    long all = day.stream().filter(HoldRow::counts).mapToLong(h -> h.amount).sum();
    if (amount > limit.perPayment) {
      return HoldVerdict.of(HoldAnswer.OVER_PAYMENT_LIMIT);
    }
    if (all + amount > limit.perDay) {
      return HoldVerdict.of(HoldAnswer.OVER_DAY_LIMIT);
    }
    Cap limited = ask.limitedCard();
    if (card == CardState.LIMITED && (limited == null || !fits(limited, amount, day))) {
      return HoldVerdict.of(HoldAnswer.OVER_POLICY);
    }
    List<Cap> over = ask.caps().stream().filter(cap -> !fits(cap, amount, day)).toList();
    if (!over.stream().allMatch(Cap::signedGoesBeyond)) {
      return HoldVerdict.of(HoldAnswer.OVER_POLICY);
    }
    if (over.isEmpty()) {
      return HoldVerdict.of(HoldAnswer.HELD);
    }
    return ask.signed()
        ? new HoldVerdict(HoldAnswer.HELD, over.getFirst().counts())
        : HoldVerdict.of(HoldAnswer.NEEDS_SIGNED);
  }

  private static boolean fits(Cap cap, long amount, List<HoldRow> day) {
    long before = day.stream().filter(h -> counts(cap, h)).mapToLong(h -> h.amount).sum();
    return amount <= cap.perPayment() && before + amount <= cap.perDay();
  }

  private static boolean counts(Cap cap, HoldRow hold) {
    boolean of =
        switch (cap.counts()) {
          case ALL -> true;
          case NEW_BROWSERS -> hold.newBrowser;
          case NEW_SHOPS -> hold.newShop;
        };
    return of && hold.counts() && !(cap.signedGoesBeyond() && hold.signed);
  }
}
