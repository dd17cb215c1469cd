package org.cardnym.bank.card;

import java.util.regex.Pattern;

/** A primary account number of 12 to 19 digits (ISO/IEC 7812-1). Prints masked. */
public final class Pan {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{12,19}");
  private static final int LAST = 4;
  private static final int PREFIX = 6;
  private static final int SHORTEST_WITH_PREFIX = 14;

  private final String digits;

  private Pan(String digits) {
    this.digits = digits;
  }

  /**
   * @throws IllegalArgumentException if it is not 12 to 19 ASCII digits; the text does not quote
   *     them
   */
  public static Pan of(String digits) {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException("not a card number");
    }
    return new Pan(digits);
  }

  /** The clear number: for choosing the account and for the keyed hash, nothing else. */
  public String digits() {
    return digits;
  }

  /**
   * First six and last four (PCI DSS 3.4.1); of numbers shorter than 14 digits the last four only.
   */
  public String masked() {
    int shown = digits.length() < SHORTEST_WITH_PREFIX ? 0 : PREFIX;
    int hidden = digits.length() - shown - LAST;
    return digits.substring(0, shown) + "*".repeat(hidden) + digits.substring(shown + hidden);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pan pan && pan.digits.equals(digits);
  }

  @Override
  public int hashCode() {
    return digits.hashCode();
  }

  @Override
  public String toString() {
    return masked();
  }
}
