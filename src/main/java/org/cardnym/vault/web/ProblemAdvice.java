package org.cardnym.vault.web;

import org.cardnym.vault.refusal.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a refusal, for codes where the title leaves a developer asking (RFC 9457
 * §3.1.4). Fixed words: nothing of what was sent.
 */
final class ProblemAdvice {
  private ProblemAdvice() {}

  static @Nullable String of(ErrorCode code) {
    return switch (code) {
      case UNAUTHENTICATED ->
          "Send 'Authorization: Bearer' with an access token that your authorization server issued"
              + " for the audience cardnym-vault and that has not expired.";
      case FORBIDDEN -> "The token is good, but gives no right to this.";
      case TOO_MANY_REQUESTS -> "Where Retry-After is given, wait so many seconds.";
      case LENGTH_REQUIRED -> "Transfer-Encoding is not taken.";
      case MEDIA_REFUSED -> "Send 'Content-Type: application/json'.";
      case IDEMPOTENCY_KEY_MISSING ->
          "Send a value of your own: another for each order, the same for each repeat.";
      case IDEMPOTENCY_KEY_MALFORMED ->
          "In quotation marks, 1 to 255 printable ASCII characters other than space, quotation mark"
              + " and backslash.";
      case IDEMPOTENCY_KEY_REUSED ->
          "What the first request made stands as it was. Another request needs another key.";
      case AMOUNT_REFUSED ->
          "A whole number of the currency's minor units, from 1 to 999999999999.";
      case CURRENCY_UNKNOWN -> "An ISO 4217 code in capital letters, for instance EUR.";
      case TEXT_LIKE_CARD, ALIAS_LIKE_CARD ->
          "A card number belongs nowhere in this API. It was not kept.";
      case PAYMENT_NOT_CANCELABLE ->
          "Only a payment in requires_authentication can be canceled. 'state' says where this one"
              + " stands; ask again until it has ended.";
      case PAYMENT_NOT_REFUNDABLE ->
          "Only a payment in approved can be given back. 'state' says where this one stands.";
      case REFUND_OVER_PAYMENT ->
          "'refundable' is what is left, in minor units: refunds count from when they are asked for"
              + " until the bank declines them.";
      case PAYMENT_LOST ->
          "It was made shortly before the vault's database was restored. Whatever its bank has"
              + " approved for it is undone. To sell, create another payment.";
      case INTERNAL, ROW_REFUSED, SEALED, KEYS_STALE, UNAVAILABLE, RECOVERY ->
          "Repeat the request with the same Idempotency-Key later; 'request' finds it in the"
              + " operator's logs.";
      default -> null;
    };
  }
}
