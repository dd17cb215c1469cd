package org.cardnym.bench.workload;

import java.util.List;

/**
 * How long approved payments took, from the order to the answer.
 *
 * @param median in milliseconds
 * @param tail the slowest of twenty, in milliseconds
 */
public record Spread(int count, long median, long tail) {
  public static Spread of(List<Sale> sales) {
    List<Long> all =
        sales.stream()
            .filter(sale -> sale.state().equals("approved"))
            .map(Sale::millis)
            .sorted()
            .toList();
    return all.isEmpty()
        ? new Spread(0, 0, 0)
        : new Spread(
            all.size(), all.get((all.size() - 1) / 2), all.get((all.size() - 1) * 19 / 20));
  }

  @Override
  public String toString() {
    return "payments=" + count + " median=" + median + "ms p95=" + tail + "ms";
  }
}
