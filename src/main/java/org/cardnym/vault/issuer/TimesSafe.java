package org.cardnym.vault.issuer;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cardnym.vault.readiness.StartCheck;

/**
 * Refuses to leave unknown outcomes alone: without its sweep nothing is repeated or reversed,
 * without its watch a message taken off the queue is lost, and times out of bounds come to the
 * same.
 */
@ApplicationScoped
class TimesSafe implements StartCheck {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int MOST_AT_ONCE = 4_096;
  private static final int MOST_DOWN_AFTER = 1_000;

  private final IssuerSettings settings;

  TimesSafe(IssuerSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<String> problems() {
    return problems(settings, LaunchMode.current());
  }

  static List<String> problems(IssuerSettings settings, LaunchMode mode) {
    if (mode == LaunchMode.TEST) {
      return List.of();
    }
    var problems = new ArrayList<String>();
    every(problems, "sweep", settings.sweep(), TICK, Duration.ofSeconds(10));
    every(problems, "watch", settings.watch(), Duration.ofSeconds(10), Duration.ofMinutes(10));
    Duration window = settings.window();
    within(problems, "window", window, Duration.ofSeconds(5), Duration.ofMinutes(5));
    within(problems, "deadline", settings.deadline(), Duration.ofSeconds(1), window);
    within(problems, "first-repeat", settings.firstRepeat(), TICK, settings.mostRepeat());
    within(problems, "most-repeat", settings.mostRepeat(), TICK, window);
    within(problems, "first-reversal", settings.firstReversal(), TICK, settings.mostReversal());
    within(problems, "most-reversal", settings.mostReversal(), TICK, Duration.ofHours(1));
    within(problems, "first-probe", settings.firstProbe(), TICK, settings.mostProbe());
    within(problems, "most-probe", settings.mostProbe(), TICK, window);
    within(problems, "at-once", settings.atOnce(), 1, MOST_AT_ONCE);
    within(problems, "down-after", settings.downAfter(), 1, MOST_DOWN_AFTER);
    return problems;
  }

  private static void within(List<String> problems, String name, int value, int least, int most) {
    if (value < least || value > most) {
      problems.add("cardnym.issuer." + name + " must be between " + least + " and " + most);
    }
  }

  private static void every(
      List<String> problems, String name, String value, Duration least, Duration most) {
    try {
      within(problems, name, DurationConverter.parseDuration(value), least, most);
    } catch (IllegalArgumentException off) {
      problems.add("cardnym.issuer." + name + " must be a duration: it can't be switched off");
    }
  }

  private static void within(
      List<String> problems, String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problems.add("cardnym.issuer." + name + " must be between " + least + " and " + most);
    }
  }
}
