package org.cardnym.sandbox.shop;

import java.util.List;
import java.util.Locale;

/** Sums, and how they are written. */
final class Price {
  private Price() {}

  static long sum(List<Line> lines) {
    return lines.stream().mapToLong(Line::cents).sum();
  }

  /** As in {@code €19.99}. */
  static String text(long cents) {
    return String.format(Locale.ROOT, "€%d.%02d", cents / 100, cents % 100);
  }
}
