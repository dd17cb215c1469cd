package org.cardnym.vault.proof;

import java.util.Locale;

/** The rule that a payment's proofs were taken under, as the bank is told. */
public enum Applied {
  /** What holds unless another says otherwise: two factors of different kinds. */
  TWO_FACTORS_ALWAYS,
  /** A signed proof, since nothing that is typed carries such an amount, or such a day's sum. */
  SIGNED_OVER_AMOUNT,
  /** The same, of payments at shops that this payer has paid nothing yet. */
  SIGNED_NEW_SHOP,
  /** The same, of payments from browsers that have not paid for this name before. */
  SIGNED_NEW_BROWSER,
  /** A signed proof, since another one of this payment has failed. */
  SIGNED_AFTER_FAILURE,
  /** A passkey, in a browser that did not begin the payment. */
  PASSKEY_ELSEWHERE,
  /** A password alone, for a small payment (PSD2 RTS art. 16). */
  ONE_FACTOR_EXEMPTION;

  /** The name on the wire, for instance {@code two-factors-always}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
