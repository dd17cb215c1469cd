package org.cardnym.bank.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.cardnym.bank.card.Card;
import org.cardnym.bank.keys.KeyedHash;
import org.jspecify.annotations.Nullable;

/**
 * All that the books keep of a card.
 *
 * @param masked first six and last four
 * @param hash keyed hash of the number: what entries of one account are found by
 * @param holder initials
 */
public record CardColumns(@Nullable String masked, @Nullable String hash, @Nullable String holder) {

  /** Of an authorization that was never seen. */
  public static final CardColumns NONE = new CardColumns(null, null, null);

  public static CardColumns of(Card card, KeyedHash keyedHash) {
    byte[] digits = card.number().digits().getBytes(US_ASCII);
    return new CardColumns(
        card.number().masked(),
        keyedHash.of(KeyedHash.Purpose.CARD_NUMBER, digits),
        card.holder().initials());
  }
}
