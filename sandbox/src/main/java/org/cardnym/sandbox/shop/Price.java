package org.cardnym.sandbox.shop;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** Sums, and how they are written. */
final class Price {
  private Price() {}

  static long sum(List<Line> lines) {
    return lines.stream().mapToLong(Line::cents).sum();
  }

  /** In the reader's manner, as in {@code €19.99}. */
  static String text(long cents, Locale reader) {
    NumberFormat format = NumberFormat.getCurrencyInstance(reader);
    format.setCurrency(Currency.getInstance(Product.CURRENCY));
    return format.format(BigDecimal.valueOf(cents, 2));
  }
}
