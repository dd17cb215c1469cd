package org.cardnym.bank.ledger;

import java.time.Instant;
import org.cardnym.bank.message.Money;
import org.jspecify.annotations.Nullable;

/**
 * A line of the books as a clerk may see it.
 *
 * @param card first six and last four
 * @param repeat the highest {@code repeat} with which the message came; 0 once the id is forgotten
 * @param reversed whether this authorization was reversed
 * @param alias the username that a holder is told, masked
 */
public record Receipt(
    Instant at,
    String kind,
    String messageId,
    @Nullable String original,
    @Nullable String payment,
    @Nullable String enrolment,
    @Nullable String merchant,
    @Nullable String orderReference,
    @Nullable Money amount,
    @Nullable String card,
    @Nullable String holder,
    String decision,
    String responseCode,
    int repeat,
    boolean reversed,
    long balanceEffect,
    @Nullable String authentication,
    @Nullable String alias) {}
