package org.cardnym.vault.card;

import java.time.ZoneId;
import java.util.UUID;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a payment wants to hold on a card.
 *
 * @param zone the payer's, which says when the day began
 * @param newBrowser true if this browser has not paid for this name before
 * @param limitedCard what policy allows a limited card in this currency; null allows nothing
 * @param newBrowserCap what policy allows all new browsers together in this currency; null allows
 *     nothing
 */
public record HoldAsk(
    UUID payerId,
    UUID cardId,
    UUID paymentId,
    Money amount,
    ZoneId zone,
    boolean newBrowser,
    @Nullable Cap limitedCard,
    @Nullable Cap newBrowserCap) {
  /** Minor units that a payment, and all payments of a day, may reach. */
  public record Cap(long perPayment, long perDay) {}
}
