package org.cardnym.vault.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.card.HoldAsk.Cap;
import org.cardnym.vault.card.HoldAsk.Counts;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The limit allows 500 a payment and 1000 a day, policy 100 a payment and 150 a day for each of its
 * rules.
 */
class HoldRuleTest {
  private static final Cap CAP = new Cap(Counts.ALL, 100, 150, false);
  private static final Cap FRESH = new Cap(Counts.NEW_BROWSERS, 100, 150, false);
  private static final Cap SIGNED = new Cap(Counts.ALL, 100, 150, true);

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
    assertThat(judge(CardState.ACTIVE, true, null, FRESH, amount, holds(known, fresh)))
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

  @ParameterizedTest
  @CsvSource({
    "false, 100, 50, HELD",
    "false, 101, 0, NEEDS_SIGNED",
    "false, 100, 51, NEEDS_SIGNED",
    "true, 101, 0, HELD",
    "true, 100, 51, HELD",
    "true, 501, 0, OVER_PAYMENT_LIMIT"
  })
  void aSignedProofGoesBeyondWhereThePolicySaysSo(
      boolean signed, long amount, long before, HoldAnswer answer) {
    assertThat(judge(CardState.ACTIVE, signed, List.of(SIGNED), amount, holds(before, 0)))
        .isEqualTo(answer);
  }

  @Test
  void whatWasSignedDoesNotCountWhereItIsNotCapped() {
    List<HoldRow> day = holds(400, 0);
    day.forEach(hold -> hold.signed = true);

    assertThat(judge(CardState.ACTIVE, false, List.of(SIGNED), 100, day))
        .isEqualTo(HoldAnswer.HELD);
    assertThat(judge(CardState.ACTIVE, true, List.of(CAP), 100, day))
        .isEqualTo(HoldAnswer.OVER_POLICY);
  }

  @Test
  void theCapThatASignedProofPassesIsNamed() {
    Cap fresh = new Cap(Counts.NEW_BROWSERS, 100, 150, true);
    var limit = new CardLimitRow();
    limit.perPayment = 500;
    limit.perDay = 1_000;

    assertThat(
            HoldRule.judge(
                    ask(101, true, true, null, List.of(SIGNED, fresh)),
                    CardState.ACTIVE,
                    limit,
                    List.of())
                .beyond())
        .isEqualTo(Counts.ALL);
    assertThat(
            HoldRule.judge(
                    ask(101, true, true, null, List.of(fresh)), CardState.ACTIVE, limit, List.of())
                .beyond())
        .isEqualTo(Counts.NEW_BROWSERS);
    assertThat(
            HoldRule.judge(
                    ask(100, true, true, null, List.of(SIGNED, fresh)),
                    CardState.ACTIVE,
                    limit,
                    List.of())
                .beyond())
        .isNull();
  }

  @Test
  void whatIsRefusedAnywayIsAskedNoBetterProof() {
    assertThat(judge(CardState.ACTIVE, false, List.of(SIGNED, CAP), 101, List.of()))
        .isEqualTo(HoldAnswer.OVER_POLICY);
    assertThat(judge(CardState.LIMITED, false, List.of(SIGNED), 101, List.of()))
        .isEqualTo(HoldAnswer.OVER_POLICY);
  }

  private static HoldAnswer judge(
      CardState state, boolean signed, List<Cap> caps, long amount, List<HoldRow> day) {
    return judge(ask(amount, false, signed, null, caps), state, day);
  }

  private static HoldAnswer judge(
      CardState state,
      boolean newBrowser,
      @Nullable Cap limited,
      @Nullable Cap fresh,
      long amount,
      List<HoldRow> day) {
    Cap browser = fresh == null ? new Cap(Counts.NEW_BROWSERS, 0, 0, false) : fresh;
    List<Cap> caps = newBrowser ? List.of(browser) : List.of();
    return judge(ask(amount, newBrowser, false, limited, caps), state, day);
  }

  private static HoldAnswer judge(HoldAsk ask, CardState state, List<HoldRow> day) {
    var limit = new CardLimitRow();
    limit.perPayment = 500;
    limit.perDay = 1_000;
    return HoldRule.judge(ask, state, limit, day).answer();
  }

  private static HoldAsk ask(
      long amount, boolean newBrowser, boolean signed, @Nullable Cap limited, List<Cap> caps) {
    var id = new UUID(0, 0);
    var money = new Money(amount, "EUR");
    return new HoldAsk(id, id, id, money, ZoneOffset.UTC, newBrowser, false, signed, limited, caps);
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
