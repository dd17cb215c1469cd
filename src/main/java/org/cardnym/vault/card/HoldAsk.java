package org.cardnym.vault.card;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a payment wants to hold on a card.
 *
 * @param zone the payer's, which says when the day began
 * @param newBrowser true if this browser has not paid for this name before
 * @param newShop true if the payer has paid nothing at this shop yet, as far as policy asks
 * @param signed true if the proof is signed over the payment
 * @param limitedCard what policy allows a limited card in this currency; null allows nothing
 * @param caps what else policy allows
 */
public record HoldAsk(
    UUID payerId,
    UUID cardId,
    UUID paymentId,
    Money amount,
    ZoneId zone,
    boolean newBrowser,
    boolean newShop,
    boolean signed,
    @Nullable Cap limitedCard,
    List<Cap> caps) {
  public HoldAsk {
    caps = List.copyOf(caps);
  }

  /** Which of the day's payments a cap counts. */
  public enum Counts {
    ALL,
    NEW_BROWSERS,
    NEW_SHOPS
  }

  /**
   * Minor units that a payment, and all payments of a day, may reach.
   *
   * @param signedGoesBeyond true if a signed proof is not capped; such payments don't count either
   */
  public record Cap(Counts counts, long perPayment, long perDay, boolean signedGoesBeyond) {}
}
