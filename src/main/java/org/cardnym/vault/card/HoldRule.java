package org.cardnym.vault.card;

import java.util.List;
import org.cardnym.vault.card.HoldAsk.Cap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a day's holds leave room for one more: the payer's limit, then what policy allows limited
 * cards and new browsers.
 */
final class HoldRule {
  private HoldRule() {}

  static HoldAnswer judge(HoldAsk ask, CardState card, CardLimitRow limit, List<HoldRow> day) {
    long amount = ask.amount().value();
    long all = day.stream().filter(HoldRow::counts).mapToLong(h -> h.amount).sum();
    if (amount > limit.perPayment) {
      return HoldAnswer.OVER_PAYMENT_LIMIT;
    }
    if (all + amount > limit.perDay) {
      return HoldAnswer.OVER_DAY_LIMIT;
    }
    if (card == CardState.LIMITED && !fits(ask.limitedCard(), amount, all)) {
      return HoldAnswer.OVER_POLICY;
    }
    if (ask.newBrowser() && !fits(ask.newBrowserCap(), amount, fromNewBrowsers(day))) {
      return HoldAnswer.OVER_POLICY;
    }
    return HoldAnswer.HELD;
  }

  private static boolean fits(@Nullable Cap cap, long amount, long heldBefore) {
    return cap != null && amount <= cap.perPayment() && heldBefore + amount <= cap.perDay();
  }

  private static long fromNewBrowsers(List<HoldRow> day) {
    return day.stream().filter(h -> h.counts() && h.newBrowser).mapToLong(h -> h.amount).sum();
  }
}
