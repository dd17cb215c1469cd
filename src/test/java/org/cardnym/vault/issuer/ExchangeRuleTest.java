package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole table. The window ends at second 30, a transmission that began counts as lost from
 * second 15; the fourth column is the second at which the event happens.
 */
class ExchangeRuleTest {
  private static final Instant START = Instant.parse("2026-11-22T09:30:00Z");
  private static final IssuerSettings DEFAULTS =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 100, new DurationConverter())
          .withMapping(IssuerSettings.class)
          .build()
          .getConfigMapping(IssuerSettings.class);
  private static final ExchangeRule RULE = new ExchangeRule(DEFAULTS);

  @ParameterizedTest
  @CsvSource({
    // An authorization is tried while its window is open.
    "INTENDED, false, TRY, 0, Transmit certain",
    "WAITING, false, TRY, 5, Transmit certain",
    "WAITING, true, TRY, 5, Transmit uncertain",
    // A transmission has begun, and who began it is still expected to say how it ended.
    "SENDING, false, TRY, 14.9, Ignore",
    "SENDING, true, LEFT, 14.9, Ignore",
    // Nothing was heard of it in time: it may have arrived.
    "SENDING, false, TRY, 15, Transmit uncertain",
    "SENDING, false, LEFT, 16, Transmit uncertain",
    // Too little time is left to begin.
    "WAITING, true, TRY, 29.9, Pause uncertain PT0.1S",
    "WAITING, false, TRY, 29.9, Pause certain PT0.1S",
    // The window has ended.
    "WAITING, true, TRY, 30, Reverse",
    "SENDING, false, TRY, 30, Reverse",
    "SENDING, false, LEFT, 99999, Reverse",
    "WAITING, false, TRY, 30, Close NOT_SENT",
    "INTENDED, false, LEFT, 31, Close NOT_SENT",
    // Answers count until reversal is decided, also late ones.
    "SENDING, false, APPROVED, 1, Close APPROVED",
    "SENDING, true, APPROVED, 31, Close APPROVED",
    "WAITING, true, APPROVED, 9, Close APPROVED",
    "SENDING, false, DECLINED, 1, Close DECLINED",
    "REVERSING, true, APPROVED, 31, Ignore",
    "REVERSING, true, DECLINED, 31, Ignore",
    "REVERSING, true, TRY, 31, Ignore",
    "CLOSED, false, APPROVED, 2, Ignore",
    "CLOSED, true, UNKNOWN, 2, Ignore",
    // A decision of another kind is none.
    "SENDING, false, ACKNOWLEDGED, 1, Pause uncertain PT0.5S",
    "SENDING, false, CODE_REQUIRED, 1, Pause uncertain PT0.5S",
    // Without an outcome it is tried again; a doubt once there never goes away.
    "SENDING, false, UNKNOWN, 1, Pause uncertain PT0.5S",
    "SENDING, false, NOT_SENT, 1, Pause certain PT0.5S",
    "SENDING, true, NOT_SENT, 1, Pause uncertain PT0.5S",
    "SENDING, true, UNKNOWN, 29.8, Pause uncertain PT0.2S",
    "SENDING, true, UNKNOWN, 30, Pause uncertain PT0S",
    "SENDING, false, NOT_SENT, 30.5, Pause certain PT0S",
    // What can't ever be made fails at once, unless it may have arrived before.
    "SENDING, false, UNSENDABLE, 1, Close NOT_SENT",
    "SENDING, true, UNSENDABLE, 1, Pause uncertain PT29S",
  })
  void authorization(
      ExchangeState state, boolean uncertain, Event event, double second, String step) {
    assertThat(next(Kind.AUTHORIZATION, state, uncertain, 1, event, second)).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({
    "INTENDED, false, TRY, 0, Transmit certain",
    "WAITING, true, TRY, 99999, Transmit uncertain",
    "SENDING, false, LEFT, 14.9, Ignore",
    "SENDING, false, LEFT, 99999, Transmit uncertain",
    "SENDING, false, ACKNOWLEDGED, 1, Close REVERSED",
    "WAITING, true, ACKNOWLEDGED, 99999, Close REVERSED",
    "SENDING, false, APPROVED, 1, Pause uncertain PT1S",
    "SENDING, false, DECLINED, 1, Pause uncertain PT1S",
    "SENDING, false, UNKNOWN, 99999, Pause uncertain PT1S",
    "SENDING, false, NOT_SENT, 99999, Pause certain PT1S",
    "SENDING, false, UNSENDABLE, 99999, Pause certain PT1S",
    "CLOSED, false, ACKNOWLEDGED, 1, Ignore",
  })
  void reversal(ExchangeState state, boolean uncertain, Event event, double second, String step) {
    assertThat(next(Kind.REVERSAL, state, uncertain, 1, event, second)).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({
    // A refund has no window: it is asked for, as the same one, until the bank says yes or no.
    "INTENDED, false, TRY, 0, Transmit certain",
    "INTENDED, false, LEFT, 99999, Transmit certain",
    "WAITING, true, TRY, 99999, Transmit uncertain",
    "WAITING, false, LEFT, 99999, Transmit certain",
    "SENDING, false, TRY, 14.9, Ignore",
    "SENDING, false, LEFT, 14.9, Ignore",
    "SENDING, false, LEFT, 15, Transmit uncertain",
    "SENDING, true, TRY, 99999, Transmit uncertain",
    "SENDING, false, APPROVED, 1, Close APPROVED",
    "SENDING, true, APPROVED, 99999, Close APPROVED",
    "WAITING, true, APPROVED, 99999, Close APPROVED",
    "SENDING, false, DECLINED, 1, Close DECLINED",
    "SENDING, true, DECLINED, 99999, Close DECLINED",
    // It is never reversed, and never given up.
    "SENDING, false, ACKNOWLEDGED, 1, Pause uncertain PT1S",
    "SENDING, false, CODE_REQUIRED, 1, Pause uncertain PT1S",
    "SENDING, false, UNKNOWN, 99999, Pause uncertain PT1S",
    "SENDING, false, NOT_SENT, 99999, Pause certain PT1S",
    "SENDING, true, NOT_SENT, 99999, Pause uncertain PT1S",
    "SENDING, false, UNSENDABLE, 99999, Pause certain PT1S",
    "CLOSED, false, APPROVED, 1, Ignore",
    "CLOSED, true, DECLINED, 99999, Ignore",
  })
  void refund(ExchangeState state, boolean uncertain, Event event, double second, String step) {
    assertThat(next(Kind.REFUND, state, uncertain, 1, event, second)).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({
    // A notice can only be acknowledged, and is sent until it is.
    "INTENDED, false, LEFT, 99999, Transmit certain",
    "WAITING, true, TRY, 99999, Transmit uncertain",
    "SENDING, false, LEFT, 14.9, Ignore",
    "SENDING, false, ACKNOWLEDGED, 1, Close ACKNOWLEDGED",
    "WAITING, true, ACKNOWLEDGED, 99999, Close ACKNOWLEDGED",
    "SENDING, false, APPROVED, 1, Pause uncertain PT1S",
    "SENDING, false, DECLINED, 1, Pause uncertain PT1S",
    "SENDING, false, UNKNOWN, 99999, Pause uncertain PT1S",
    "SENDING, false, NOT_SENT, 99999, Pause certain PT1S",
    "SENDING, false, UNSENDABLE, 99999, Pause certain PT1S",
  })
  void notice(ExchangeState state, boolean uncertain, Event event, double second, String step) {
    assertThat(next(Kind.HOLDER_NOTICE, state, uncertain, 1, event, second)).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({
    "VERIFICATION, INTENDED, TRY, Transmit certain",
    "VERIFICATION, INTENDED, LEFT, Close NOT_SENT",
    "VERIFICATION, SENDING, TRY, Ignore",
    "VERIFICATION, SENDING, LEFT, Close UNKNOWN",
    "VERIFICATION, SENDING, APPROVED, Close APPROVED",
    "VERIFICATION, SENDING, DECLINED, Close DECLINED",
    "VERIFICATION, SENDING, CODE_REQUIRED, Close CODE_REQUIRED",
    "VERIFICATION, SENDING, ACKNOWLEDGED, Close UNKNOWN",
    "VERIFICATION, SENDING, UNKNOWN, Close UNKNOWN",
    "VERIFICATION, SENDING, NOT_SENT, Close NOT_SENT",
    "VERIFICATION, SENDING, UNSENDABLE, Close NOT_SENT",
    "VERIFICATION, CLOSED, APPROVED, Ignore",
    "VERIFICATION_CODE, INTENDED, TRY, Transmit certain",
    "VERIFICATION_CODE, INTENDED, LEFT, Close NOT_SENT",
    "VERIFICATION_CODE, SENDING, APPROVED, Close APPROVED",
    "VERIFICATION_CODE, SENDING, CODE_REQUIRED, Close UNKNOWN",
    "VERIFICATION_CODE, SENDING, UNKNOWN, Close UNKNOWN",
  })
  void otherKinds(Kind kind, ExchangeState state, Event event, String step) {
    assertThat(next(kind, state, false, 1, event, 99)).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHORIZATION, 1, PT0.5S",
    "AUTHORIZATION, 2, PT1S",
    "AUTHORIZATION, 5, PT8S",
    "AUTHORIZATION, 6, PT8S",
    "AUTHORIZATION, 2000000000, PT8S",
    "REVERSAL, 1, PT1S",
    "REVERSAL, 4, PT8S",
    "REVERSAL, 9, PT4M16S",
    "REVERSAL, 10, PT5M",
    "REVERSAL, 2000000000, PT5M",
    "REFUND, 1, PT1S",
    "REFUND, 4, PT8S",
    "REFUND, 2000000000, PT5M",
    "HOLDER_NOTICE, 1, PT1S",
    "HOLDER_NOTICE, 10, PT8M32S",
    "HOLDER_NOTICE, 2000000000, PT1H",
  })
  void pausesGrowToABound(Kind kind, int transmissions, String pause) {
    assertThat(next(kind, ExchangeState.SENDING, true, transmissions, Event.UNKNOWN, 0))
        .isEqualTo("Pause uncertain " + pause);
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  void nothingReopensAnExchangeThatIsClosedOrReversing(Event event) {
    for (Kind kind : Kind.values()) {
      assertThat(next(kind, ExchangeState.CLOSED, true, 1, event, 1)).isEqualTo("Ignore");
      assertThat(next(kind, ExchangeState.REVERSING, true, 1, event, 1)).isEqualTo("Ignore");
    }
  }

  @Test
  void productionDefaultsAreTheProtocols() {
    assertThat(DEFAULTS.window()).isEqualTo(Duration.ofSeconds(30));
    assertThat(DEFAULTS.deadline()).isEqualTo(Duration.ofSeconds(10));
  }

  private static String next(
      Kind kind,
      ExchangeState state,
      boolean uncertain,
      int transmissions,
      Event event,
      double second) {
    Instant lostAfter = state == ExchangeState.INTENDED ? null : START.plusSeconds(15);
    var standing =
        new Standing(kind, state, uncertain, transmissions, lostAfter, START.plusSeconds(30));
    return switch (RULE.next(standing, event, START.plusMillis((long) (second * 1000)))) {
      case Step.Transmit step -> "Transmit " + word(step.uncertain());
      case Step.Pause step -> "Pause " + word(step.uncertain()) + " " + step.length();
      case Step.Close step -> "Close " + step.outcome();
      case Step.Reverse step -> "Reverse";
      case Step.Ignore step -> "Ignore";
    };
  }

  private static String word(boolean uncertain) {
    return uncertain ? "uncertain" : "certain";
  }
}
