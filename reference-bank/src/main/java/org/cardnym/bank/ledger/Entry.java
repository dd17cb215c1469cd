package org.cardnym.bank.ledger;

import java.time.Instant;
import org.cardnym.bank.decision.Decision;
import org.cardnym.bank.message.Money;
import org.jspecify.annotations.Nullable;

/**
 * One line of the books.
 *
 * @param original the message id this one refers to
 * @param balanceEffect minor units that the cardholder's balance gains by it
 * @param authentication the vault's evidence, as JSON
 * @param alias a username, masked
 */
public record Entry(
    Instant at,
    String kind,
    String messageId,
    @Nullable String original,
    @Nullable String payment,
    @Nullable String enrolment,
    @Nullable String merchantName,
    @Nullable String orderReference,
    @Nullable Money amount,
    CardColumns card,
    Decision decision,
    long balanceEffect,
    @Nullable String authentication,
    @Nullable String alias) {

  /** One that no username stands in. */
  public Entry(
      Instant at,
      String kind,
      String messageId,
      @Nullable String original,
      @Nullable String payment,
      @Nullable String enrolment,
      @Nullable String merchantName,
      @Nullable String orderReference,
      @Nullable Money amount,
      CardColumns card,
      Decision decision,
      long balanceEffect,
      @Nullable String authentication) {
    this(
        at,
        kind,
        messageId,
        original,
        payment,
        enrolment,
        merchantName,
        orderReference,
        amount,
        card,
        decision,
        balanceEffect,
        authentication,
        null);
  }
}
