package org.cardnym.vault.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a recovery compares a bank's books by itself. */
class PaceTest {
  private static final Instant END = Instant.ofEpochSecond(1_800_000_000);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final RunView ENOUGH = Ran.as(RunState.FINISHED, 0, 5, 1, END);
  private static final RunView SETTLING = Ran.as(RunState.FINISHED, 1, 0, 0, END);
  private static final RunView FAILED = Ran.as(RunState.FAILED, 0, 0, 0, END);

  @Test
  void theFirstAndWhoeverFollowsOneThatWasEnoughWaitForNothing() {
    assertThat(rests(List.of(), 0)).isFalse();
    assertThat(rests(List.of(ENOUGH, SETTLING, SETTLING), 0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 60", "2, 120", "3, 240", "4, 480", "5, 900", "70, 900"})
  void eachThatWasNotEnoughMakesTheNextComeLater(int vain, long seconds) {
    List<RunView> runs =
        Stream.concat(Collections.nCopies(vain, SETTLING).stream(), Stream.of(ENOUGH, SETTLING))
            .toList();

    assertThat(rests(runs, seconds - 1)).isTrue();
    assertThat(rests(runs, seconds)).isFalse();
  }

  @Test
  void oneThatFailedIsMadeAgainAfterThePause() {
    assertThat(rests(List.of(FAILED), 59)).isTrue();
    assertThat(rests(List.of(FAILED), 60)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1000, 0", "100, 100"})
  void moreThanOneRunTakesWaitsForAPerson(long differing, int reversed) {
    RunView more = Ran.as(RunState.FINISHED, 0, differing, reversed, END);

    assertThat(rests(List.of(more), 1_000_000)).isTrue();
    assertThat(rests(List.of(SETTLING, more), 120)).isFalse();
  }

  private static boolean rests(List<RunView> runs, long seconds) {
    return Pace.rests(runs, 100, PAUSE, END.plusSeconds(seconds));
  }
}
