package org.cardnym.vault.proof;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Quartiles of times, in milliseconds. */
record Spread(double lower, double median, double upper) {
  static Spread of(Collection<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return new Spread(at(sorted, 1), at(sorted, 2), at(sorted, 3));
  }

  /** The largest difference of two quartiles; the outer ones see what a median hides. */
  double distance(Spread other) {
    double[] mine = {lower, median, upper};
    double[] others = {other.lower, other.median, other.upper};
    return IntStream.range(0, mine.length)
        .mapToDouble(i -> Math.abs(mine[i] - others[i]))
        .max()
        .orElseThrow();
  }

  private static double at(List<Long> sorted, int quarters) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * quarters / 4)) / 1e6;
  }
}
