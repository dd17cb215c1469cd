package org.cardnym.vault.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.merchant.RetryRule.Next;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1, PT5S",
    "2, PT5M",
    "3, PT30M",
    "4, PT2H",
    "5, PT5H",
    "6, PT10H",
    "7, PT14H",
    "8, PT20H",
    "9, PT24H"
  })
  void aTryThatFailsIsFollowedByAnotherAfterALongerPause(int tries, Duration pause) {
    assertThat(RetryRule.after(tries, new Heard.Failed("timed_out")))
        .isEqualTo(new Next.Again(pause));
    assertThat(RetryRule.after(tries, answer(500, null))).isEqualTo(new Next.Again(pause));
  }

  @Test
  void theTenthTryIsTheLast() {
    assertThat(RetryRule.after(10, new Heard.Failed("timed_out"))).isEqualTo(new Next.Dead());
    assertThat(RetryRule.after(10, answer(503, Duration.ofSeconds(1)))).isEqualTo(new Next.Dead());
    assertThat(RetryRule.after(11, answer(500, null))).isEqualTo(new Next.Dead());
  }

  @Test
  void theFirstTryIsAtOnceAndAllTakeThreeDays() {
    assertThat(RetryRule.SCHEDULE).hasSize(10).startsWith(Duration.ZERO);
    assertThat(RetryRule.SCHEDULE.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.parse("PT75H35M5S"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void onlyTwoHundredsAreSuccess(int status) {
    assertThat(RetryRule.after(1, answer(status, null))).isEqualTo(new Next.Done());
    assertThat(RetryRule.after(12, answer(status, null))).isEqualTo(new Next.Done());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 199, 300, 301, 302, 304, 307, 308, 400, 401, 404, 429, 500, 503, 599})
  void everythingElseIsTriedAgain(int status) {
    assertThat(RetryRule.after(1, answer(status, null))).isInstanceOf(Next.Again.class);
  }

  @Test
  void fourHundredAndTenEndsItAtAnyTry() {
    assertThat(RetryRule.after(1, answer(410, null))).isEqualTo(new Next.Gone());
    assertThat(RetryRule.after(10, answer(410, Duration.ofSeconds(1)))).isEqualTo(new Next.Gone());
  }

  @Test
  void withoutAnEndpointNothingIsTriedAgain() {
    assertThat(RetryRule.after(1, new Heard.NoEndpoint())).isEqualTo(new Next.Dead());
  }

  @ParameterizedTest
  @CsvSource({
    "1, PT1S, PT5S",
    "1, PT1M, PT1M",
    "2, PT1M, PT5M",
    "1, PT24H, PT24H",
    "1, PT25H, PT24H",
    "9, PT100000H, PT24H",
    "1, PT0S, PT5S"
  })
  void aShopMayAskForALongerPauseButForNoEternity(int tries, Duration asked, Duration pause) {
    assertThat(RetryRule.after(tries, answer(503, asked))).isEqualTo(new Next.Again(pause));
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "0, PT0S",
    "999999999, PT277777H46M39S",
    "'Sun, 22 Nov 2026 10:01:00 GMT', PT1M",
    "'Sun, 22 Nov 2026 09:00:00 GMT', PT0S"
  })
  void retryAfterIsSecondsOrADate(String header, Duration pause) {
    assertThat(RetryAfter.read(header, NOW)).isEqualTo(pause);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-5", "1.5", "soon", "9999999999", "١٢", "Sun, 99 Nov 2026 10:01:00 GMT"})
  void aRetryAfterThatSaysNothingIsNone(String header) {
    assertThat(RetryAfter.read(header, NOW)).isNull();
    assertThat(RetryAfter.read("1".repeat(50), NOW)).isNull();
    assertThat(RetryAfter.read(null, NOW)).isNull();
  }

  private static Heard answer(int status, @Nullable Duration retryAfter) {
    return new Heard.Answered(status, retryAfter);
  }
}
