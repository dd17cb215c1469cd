package org.cardnym.bank.decision;

/**
 * What the bank knows of an authorization when a refund or a reversal asks.
 *
 * @param payment whose it is
 * @param value what was asked for, minor units
 * @param refunded the sum of approved refunds
 */
public record SaleState(
    String payment,
    long value,
    String currency,
    boolean approved,
    boolean reversed,
    long refunded) {

  /** What a reversal gives back to the card: all that has not gone back already. */
  public long releasable() {
    return approved && !reversed ? value - refunded : 0;
  }
}
