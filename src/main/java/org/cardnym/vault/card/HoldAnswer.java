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
  /** Policy caps a limited card or a new browser. */
  OVER_POLICY,
  /** More payments in a day than the vault counts. */
  TOO_MANY;

  public boolean held() {
    return this == HELD;
  }
}
