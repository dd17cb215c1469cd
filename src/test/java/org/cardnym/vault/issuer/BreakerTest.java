package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.cardnym.vault.issuer.Breaker.Leave;
import org.cardnym.vault.issuer.Breaker.Turn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the settings as they come: down after 5, pauses from 1 s to 15 s. */
class BreakerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");
  private static final IssuerSettings DEFAULTS =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 100, new DurationConverter())
          .withMapping(IssuerSettings.class)
          .build()
          .getConfigMapping(IssuerSettings.class);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
  private final Breaker breaker = breaker(0.5);

  @Test
  void aLinkThatNobodyTriedIsNeitherDownNorKnown() {
    assertThat(breaker.view().down()).isFalse();
    assertThat(breaker.view().since()).isNull();
    assertThat(breaker.ask()).isEqualTo(Leave.GO);
  }

  @Test
  void fiveInARowTakeTheLinkDown() {
    for (int i = 0; i < 4; i++) {
      assertThat(fail(breaker)).isNull();
    }
    assertThat(breaker.ask()).isEqualTo(Leave.GO);

    Turn turn = Objects.requireNonNull(fail(breaker));

    assertThat(turn.to()).isEqualTo(new Breaker.View(true, NOW, "deadline"));
    assertThat(breaker.view()).isEqualTo(turn.to());
    assertThat(breaker.ask()).isEqualTo(Leave.WAIT);
    assertThat(fail(breaker)).as("it is down already").isNull();
  }

  @Test
  void anAnswerBetweenBeginsTheCountAnew() {
    for (int i = 0; i < 20; i++) {
      fail(breaker);
      fail(breaker);
      fail(breaker);
      fail(breaker);
      breaker.begin();
      assertThat(breaker.answered()).isNull();
    }

    assertThat(breaker.view()).isEqualTo(new Breaker.View(false, NOW, null));
  }

  @Test
  void whatSetOutBeforeAnAnswerSaysNothingOfTheTimeAfterIt() {
    long[] early = {0, 0, 0, 0, 0, 0};
    for (int i = 0; i < early.length; i++) {
      early[i] = breaker.begin();
    }
    breaker.answered();

    for (long number : early) {
      assertThat(breaker.failed(number, false, "deadline")).isNull();
    }

    assertThat(breaker.ask()).isEqualTo(Leave.GO);
  }

  @Test
  void oneProbeGoesAtATime() {
    down(breaker);
    pass(Duration.ofMillis(999));
    assertThat(breaker.ask()).isEqualTo(Leave.WAIT);

    pass(Duration.ofMillis(1));

    assertThat(breaker.ask()).isEqualTo(Leave.PROBE);
    assertThat(breaker.ask()).isEqualTo(Leave.WAIT);
    pass(Duration.ofHours(1));
    assertThat(breaker.ask()).as("while the probe is out").isEqualTo(Leave.WAIT);
  }

  @Test
  void aProbeThatNeverCameToTheLinkMakesRoomForAnother() {
    down(breaker);
    pass(Duration.ofSeconds(1));
    assertThat(breaker.ask()).isEqualTo(Leave.PROBE);

    breaker.over();

    assertThat(breaker.ask()).isEqualTo(Leave.PROBE);
  }

  @Test
  void pausesGrowWithEachProbeThatFailsUpToTheLongest() {
    down(breaker);
    for (int seconds : new int[] {1, 2, 4, 8, 15, 15, 15}) {
      pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(breaker.ask()).as("before %d s", seconds).isEqualTo(Leave.WAIT);
      pass(Duration.ofMillis(1));
      assertThat(breaker.ask()).as("after %d s", seconds).isEqualTo(Leave.PROBE);
      breaker.failed(breaker.begin(), true, "deadline");
      breaker.over();
    }
  }

  @Test
  void repeatsThatFailPutNoProbeOff() {
    down(breaker);
    pass(Duration.ofMillis(900));
    fail(breaker);
    pass(Duration.ofMillis(100));

    assertThat(breaker.ask()).isEqualTo(Leave.PROBE);
  }

  @ParameterizedTest
  @CsvSource({"0, 750", "0.5, 1000", "1, 1250"})
  void pausesAreSpread(double random, long millis) {
    Breaker spread = breaker(random);
    down(spread);

    pass(Duration.ofMillis(millis - 1));
    assertThat(spread.ask()).isEqualTo(Leave.WAIT);
    pass(Duration.ofMillis(1));
    assertThat(spread.ask()).isEqualTo(Leave.PROBE);
  }

  @Test
  void anyAnswerBringsTheLinkUpAndPausesBeginAnew() {
    down(breaker);
    long repeat = breaker.begin();
    pass(Duration.ofSeconds(1));
    assertThat(breaker.ask()).isEqualTo(Leave.PROBE);
    long probe = breaker.begin();

    Turn turn = Objects.requireNonNull(breaker.answered(), "to the repeat " + repeat);

    assertThat(turn.from().down()).isTrue();
    assertThat(turn.to()).isEqualTo(new Breaker.View(false, NOW, null));
    assertThat(breaker.ask()).isEqualTo(Leave.GO);
    assertThat(breaker.failed(probe, true, "deadline")).as("it set out before").isNull();
    breaker.over();
    down(breaker);
    pass(Duration.ofSeconds(1));
    assertThat(breaker.ask()).isEqualTo(Leave.PROBE);
  }

  private Breaker breaker(double random) {
    return new Breaker(DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get, () -> random);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static void down(Breaker breaker) {
    for (int i = 0; i < DEFAULTS.downAfter(); i++) {
      fail(breaker);
    }
    assertThat(breaker.view().down()).isTrue();
  }

  private static @Nullable Turn fail(Breaker breaker) {
    return breaker.failed(breaker.begin(), false, "deadline");
  }
}
