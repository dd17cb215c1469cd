package org.cardnym.vault.card;

/** Whether a hold stands, and if not, what stood against it. */
public enum HoldAnswer {
  HELD,
  /** Removed, frozen, or not verified. */
  CARD_NOT_USABLE,
  /** The payer set no limit in this currency. */
  NO_LIMIT,
  OVER_PAYMENT_LIMIT,
  OVER_DAY_LIMIT,
  /** Policy caps it, whatever is proven. */
  OVER_POLICY,
  /** Policy caps it, unless the proof is signed over the payment. */
  NEEDS_SIGNED,
  /** More payments in a day than the vault counts. */
  TOO_MANY;

  public boolean held() {
    return this == HELD;
  }
}
