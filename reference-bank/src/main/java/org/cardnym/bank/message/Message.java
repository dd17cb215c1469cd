package org.cardnym.bank.message;

import java.time.Instant;
import org.cardnym.bank.card.Card;
import org.cardnym.bank.card.SecretDigits;
import org.jspecify.annotations.Nullable;

/**
 * What a message asks, without the members that every message has. Printing one shows no card data.
 */
public sealed interface Message {

  /** Take the amount from the card, now. */
  record Authorization(
      String payment,
      String orderReference,
      Money amount,
      Merchant merchant,
      Card card,
      Authentication authentication)
      implements Message {}

  /** Do number, expiry, holder and code belong together? */
  record Verification(String enrolment, String currency, Card card, SecretDigits verificationCode)
      implements Message {}

  /** The bank's own one-time code comes back. */
  record VerificationCode(String enrolment, String original, String reference, SecretDigits code)
      implements Message {}

  /** Undo the authorization with the message id {@code original}. */
  record Reversal(String payment, String original, Money amount, String reason)
      implements Message {}

  /** Give back {@code amount} of the authorization with the message id {@code original}. */
  record Refund(String payment, String original, Money amount) implements Message {}

  /**
   * Tell the holder of a card that it was enrolled: only its data was compared.
   *
   * @param alias the username that it was enrolled under, masked
   */
  record HolderNotice(String enrolment, Instant enrolledAt, @Nullable String alias)
      implements Message {}

  /** Nothing is asked: does the way hold? */
  record Echo(String text) implements Message {}

  /**
   * What was decided from {@code from} until before {@code until}?
   *
   * @param cursor of the page before, null for the first
   */
  record Reconciliation(Instant from, Instant until, @Nullable String cursor) implements Message {}
}
