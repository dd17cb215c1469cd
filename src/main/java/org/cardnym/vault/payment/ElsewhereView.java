package org.cardnym.vault.payment;

import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment as a browser sees it that did not begin it: nothing of the order, nor of the way back
 * to the shop; and how it ended only where its proofs held in this very browser.
 *
 * @param state as in {@link PageView}, or {@code over}
 * @param why why the vault itself declined
 * @param secondsLeft until it expires; 0 where it has
 */
public record ElsewhereView(
    String id,
    String state,
    String merchant,
    Money amount,
    @Nullable String retry,
    @Nullable String why,
    long secondsLeft) {
  /** It can't be paid here any more, and what became of it is told elsewhere. */
  private static final String OVER = "over";

  static ElsewhereView of(PaymentRow payment, String merchant, Instant now) {
    boolean open = payment.open(now) && payment.payerId == null;
    boolean here = payment.elsewhere;
    return new ElsewhereView(
        TypeId.of(IdKind.PAYMENT, payment.paymentId),
        open || here ? payment.state.wire() : OVER,
        merchant,
        payment.money(),
        here && payment.retry != null ? payment.retry.wire() : null,
        here && payment.refusedFor != null ? payment.refusedFor.wire() : null,
        Math.max(0, Duration.between(now, payment.expiresAt).toSeconds()));
  }
}
