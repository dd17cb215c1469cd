package org.cardnym.vault.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a time runs have compared. */
class CoverageTest {
  @ParameterizedTest
  @CsvSource({
    "'',               10",
    "'10-20',          done",
    "'0-30',           done",
    "'10-15',          15",
    "'10-15 15-20',    done",
    "'15-20 10-15',    done",
    "'10-14 15-20',    14",
    "'11-20',          10",
    "'10-18 12-14',    18"
  })
  void timesFromTenToTwenty(String runs, String expected) {
    var all = new ArrayList<RunView>();
    for (String run : runs.isEmpty() ? new String[0] : runs.split(" ", -1)) {
      String[] ends = run.split("-", -1);
      all.add(run(at(ends[0]), at(ends[1])));
    }

    assertThat(
            Coverage.upTo(List.copyOf(all), at("10"), at("20"))
                .map(gap -> Long.toString(gap.getEpochSecond()))
                .orElse("done"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "FINISHED, 0,    0,   0, true",
    "FINISHED, 0,  999,  99, true",
    "FINISHED, 1,    0,   0, false",
    "FINISHED, 0, 1000,   0, false",
    "FINISHED, 0,  100, 100, false",
    "FAILED,   0,    0,   0, false",
    "RUNNING,  0,    0,   0, false"
  })
  void whatLeftSomethingOutHasComparedNothing(
      RunState state, long settling, long differing, int reversed, boolean counts) {
    RunView run = Ran.as(state, settling, differing, reversed, at("20"));

    assertThat(Coverage.counts(run, 100)).isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false"})
  void whereNothingMayBeReversedOneThatReversedNothingIsWhole(int reversed, boolean whole) {
    assertThat(Coverage.whole(Ran.as(RunState.FINISHED, 0, 5, reversed, at("20")), 0))
        .isEqualTo(whole);
  }

  private static Instant at(String second) {
    return Instant.ofEpochSecond(Long.parseLong(second));
  }

  private static RunView run(Instant from, Instant until) {
    return new RunView(
        new UUID(0, 1),
        new UUID(0, 2),
        "recovery",
        from,
        until,
        RunState.FINISHED,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        until,
        until);
  }
}
