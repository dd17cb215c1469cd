package org.cardnym.bench.verdict;

/**
 * Something that must never be.
 *
 * @param about the payment, refund or order
 */
public record Finding(Harm harm, String rule, String about, String detail) {
  /** The kinds that the last line counts. */
  public enum Harm {
    /** Somebody was answered, and it is gone. */
    LOST,
    /** Money moved twice, or where it must not. */
    DOUBLE,
    /** Books disagree, or something never came to its end. */
    UNKNOWN
  }
}
