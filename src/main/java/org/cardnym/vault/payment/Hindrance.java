package org.cardnym.vault.payment;

import java.util.Locale;
import org.cardnym.vault.card.HoldAnswer;

/**
 * Why the vault itself declined a payment whose proofs held. The payer who proved is told; the shop
 * never is.
 */
public enum Hindrance {
  SHOP_SUSPENDED(Retry.LATER),
  BANK_SUSPENDED(Retry.LATER),
  NO_CARD(Retry.OTHER_CARD),
  /** The payer has frozen the account, or every card that could pay. */
  FROZEN(Retry.OTHER_CARD),
  NO_LIMIT(Retry.OTHER_CARD),
  OVER_PAYMENT_LIMIT(Retry.OTHER_CARD),
  OVER_DAY_LIMIT(Retry.OTHER_CARD),
  /** The operator's policy, for instance for new browsers and limited cards. */
  OVER_POLICY(Retry.OTHER_CARD),
  TOO_MANY(Retry.OTHER_CARD),
  /**
   * The operator's policy ends such payments with the first proof that fails; nobody has proven it.
   */
  PROOF_FAILED(Retry.LATER);

  private final Retry retry;

  Hindrance(Retry retry) {
    this.retry = retry;
  }

  /** All that the shop learns of it. */
  Retry retry() {
    return retry;
  }

  /** The name on the wire, for instance {@code over_day_limit}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Hindrance of(HoldAnswer refused) {
    return switch (refused) {
      case CARD_NOT_USABLE -> NO_CARD;
      case NO_LIMIT -> NO_LIMIT;
      case OVER_PAYMENT_LIMIT -> OVER_PAYMENT_LIMIT;
      case OVER_DAY_LIMIT -> OVER_DAY_LIMIT;
      case OVER_POLICY -> OVER_POLICY;
      case TOO_MANY -> TOO_MANY;
      case NEEDS_SIGNED, HELD -> throw new IllegalArgumentException("nothing hinders this payment");
    };
  }
}
