package org.cardnym.vault.card;

import org.cardnym.vault.money.Money;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The spending limit that a payer sets on a card.
 *
 * @param currency ISO 4217; payments in another currency are refused
 * @param perPayment minor units, above zero
 * @param perDay minor units in a day of the payer's, at least {@code perPayment}
 */
public record LimitAsked(String currency, long perPayment, long perDay) {
  public LimitAsked {
    try {
      Money.payable(perPayment, currency);
      new Money(perDay, currency);
    } catch (Refusal unfit) {
      throw new Refusal(ErrorCode.LIMIT_UNFIT);
    }
    if (perDay < perPayment) {
      throw new Refusal(ErrorCode.LIMIT_UNFIT);
    }
  }
}
