package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesSafeTest {
  @Test
  void timesAsTheyComeAreSafe() {
    assertThat(problems("window", "30s", LaunchMode.NORMAL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sweep, off",
    "sweep, disabled",
    "sweep, 1h",
    "sweep, 0s",
    "watch, off",
    "watch, 1d",
    "window, 1s",
    "window, 1h",
    "deadline, 10ms",
    "deadline, 31s",
    "first-repeat, 0s",
    "first-repeat, 9s",
    "most-repeat, 1h",
    "first-reversal, 0s",
    "first-reversal, 10m",
    "most-reversal, 2h",
    "first-probe, 0s",
    "first-probe, 16s",
    "most-probe, 1m",
    "down-after, 0",
    "down-after, 100000",
    "at-once, 0",
    "at-once, 100000"
  })
  void nobodySwitchesRepeatsAndReversalsOff(String name, String value) {
    assertThat(problems(name, value, LaunchMode.NORMAL))
        .anyMatch(problem -> problem.startsWith("cardnym.issuer." + name + " must be"));
    assertThat(problems(name, value, LaunchMode.DEVELOPMENT)).isNotEmpty();
    assertThat(problems(name, value, LaunchMode.TEST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sweep, 500ms",
    "watch, 5m",
    "window, 60s",
    "deadline, 20s",
    "most-reversal, 10m",
    "most-probe, 30s"
  })
  void withinBoundsTimesCanBeSet(String name, String value) {
    assertThat(problems(name, value, LaunchMode.NORMAL)).isEmpty();
  }

  private static List<String> problems(String name, String value, LaunchMode mode) {
    var settings =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(IssuerSettings.class)
            .withDefaultValue("cardnym.issuer." + name, value)
            .build()
            .getConfigMapping(IssuerSettings.class);
    return TimesSafe.problems(settings, mode);
  }
}
