package org.cardnym.vault.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its page shows it to the browser it is bound to.
 *
 * @param why why the vault itself declined, once proofs held here; shops are not told
 * @param signedOnly true where no password is taken any more
 * @param codeOptional true if a password alone may do in this browser
 * @param cards those to choose from, once the proofs held and while the choice is open; else null
 * @param elsewhere true if its shop lets it be paid in another browser than this one
 * @param secondsLeft until it expires, as a browser's clock may be wrong; 0 where it has
 */
public record PageView(
    String id,
    String state,
    String merchant,
    Money amount,
    String orderReference,
    @Nullable String orderDescription,
    @Nullable String retry,
    @Nullable String why,
    boolean signedOnly,
    boolean codeOptional,
    @Nullable List<CardOffered> cards,
    Instant expiresAt,
    long secondsLeft,
    boolean elsewhere,
    String returnUrl) {
  static PageView of(
      PaymentView payment,
      @Nullable Hindrance why,
      boolean signedOnly,
      boolean codeOptional,
      @Nullable List<CardOffered> cards,
      Merchant merchant,
      Instant now) {
    boolean late =
        payment.state() == PaymentState.REQUIRES_AUTHENTICATION
            && !now.isBefore(payment.expiresAt());
    String id = TypeId.of(IdKind.PAYMENT, payment.id());
    return new PageView(
        id,
        (late ? PaymentState.EXPIRED : payment.state()).wire(),
        merchant.displayName(),
        payment.amount(),
        payment.orderReference(),
        payment.orderDescription(),
        payment.retry() == null ? null : payment.retry().wire(),
        why == null ? null : why.wire(),
        signedOnly,
        codeOptional,
        cards,
        payment.expiresAt(),
        Math.max(0, Duration.between(now, payment.expiresAt()).toSeconds()),
        merchant.paidElsewhere(),
        ReturnUrl.with(payment.returnUrl(), id));
  }
}
