package org.cardnym.vault.issuer;

/** Who keeps refunds; payment implements it. */
public interface RefundsKept {
  /**
   * Takes over a refund that only the bank's books hold, within the caller's transaction.
   *
   * @return false, and nothing changed, where it doesn't fit the payment
   * @throws org.cardnym.vault.refusal.Refusal {@code ROW_REFUSED} where the payment is not the
   *     vault's own
   */
  boolean adopt(LostRefund lost);
}
