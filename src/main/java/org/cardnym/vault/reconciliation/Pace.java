package org.cardnym.vault.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a recovery compares a bank's books once more by itself, a pure function of the runs that did
 * so before: later each time, and not before a person has looked at more than one run takes.
 */
final class Pace {
  static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 10;

  private Pace() {}

  /**
   * @param runs of one bank over that time, newest first
   * @param pause after the first that has not compared all of its time
   */
  static boolean rests(List<RunView> runs, int mostReversals, Duration pause, Instant now) {
    List<RunView> vain =
        runs.stream().takeWhile(run -> !Coverage.counts(run, mostReversals)).toList();
    if (vain.isEmpty()) {
      return false;
    }
    RunView last = vain.getFirst();
    Instant ended = last.endedAt();
    return ended == null
        || !Coverage.whole(last, mostReversals)
        || now.isBefore(ended.plus(after(vain.size(), pause)));
  }

  private static Duration after(int vain, Duration pause) {
    Duration doubled = pause.multipliedBy(1L << Math.min(vain - 1, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
