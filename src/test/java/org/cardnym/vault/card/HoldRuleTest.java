package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.card.HoldAsk.Cap;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The limit allows 500 a payment and 1000 a day, policy 100 a payment and 150 a day for each of its
 * rules.
 */
class HoldRuleTest {
  private static final Cap CAP = new Cap(100, 150);

  @ParameterizedTest
  @CsvSource({
    "500, 500, HELD",
    "501, 0, OVER_PAYMENT_LIMIT",
    "500, 501, OVER_DAY_LIMIT",
    "1, 1000, OVER_DAY_LIMIT",
    "1, 999, HELD"
  })
  void anActiveCardIsHeldByThePayersLimitAlone(long amount, long heldBefore, HoldAnswer answer) {
    assertThat(judge(CardState.ACTIVE, false, null, null, amount, holds(heldBefore, 0)))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 50, HELD",
    "101, 0, OVER_POLICY",
    "100, 51, OVER_POLICY",
    "600, 0, OVER_PAYMENT_LIMIT"
  })
  void aLimitedCardIsCappedByPolicyToo(long amount, long heldBefore, HoldAnswer answer) {
    assertThat(judge(CardState.LIMITED, false, CAP, null, amount, holds(heldBefore, 0)))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 800, 50, HELD",
    "101, 0, 0, OVER_POLICY",
    "100, 0, 51, OVER_POLICY",
    "100, 880, 50, OVER_DAY_LIMIT"
  })
  void newBrowsersTogetherAreCappedByPolicy(
      long amount, long known, long fresh, HoldAnswer answer) {
    assertThat(judge(CardState.ACTIVE, true, null, CAP, amount, holds(known, fresh)))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"LIMITED, false", "ACTIVE, true", "LIMITED, true"})
  void noPolicyAllowsNothing(CardState state, boolean newBrowser) {
    assertThat(judge(state, newBrowser, null, null, 1, List.of()))
        .isEqualTo(HoldAnswer.OVER_POLICY);
  }

  @ParameterizedTest
  @CsvSource({"LIVE, OVER_DAY_LIMIT", "USED, OVER_DAY_LIMIT", "RELEASED, HELD"})
  void liveAndUsedHoldsCountButReleasedDoNot(HoldRow.State state, HoldAnswer answer) {
    List<HoldRow> day = holds(600, 0);
    day.forEach(h -> h.state = state);

    assertThat(judge(CardState.ACTIVE, false, null, null, 500, day)).isEqualTo(answer);
  }

  private static HoldAnswer judge(
      CardState state,
      boolean newBrowser,
      @Nullable Cap limited,
      @Nullable Cap fresh,
      long amount,
      List<HoldRow> day) {
    var limit = new CardLimitRow();
    limit.perPayment = 500;
    limit.perDay = 1_000;
    var id = new UUID(0, 0);
    var ask =
        new HoldAsk(
            id, id, id, new Money(amount, "EUR"), ZoneOffset.UTC, newBrowser, limited, fresh);
    return HoldRule.judge(ask, state, limit, day);
  }

  private static List<HoldRow> holds(long fromKnown, long fromNew) {
    var holds = new ArrayList<HoldRow>();
    holds.add(hold(fromKnown, false));
    holds.add(hold(fromNew, true));
    return holds;
  }

  private static HoldRow hold(long amount, boolean newBrowser) {
    var hold = new HoldRow();
    hold.amount = amount;
    hold.newBrowser = newBrowser;
    return hold;
  }
}
