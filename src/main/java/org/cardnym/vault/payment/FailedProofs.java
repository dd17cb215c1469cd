package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.proof.Beyond;
import org.cardnym.vault.proof.GivenPasskey;
import org.cardnym.vault.proof.GivenProofs;
import org.cardnym.vault.proof.GivenToken;
import org.cardnym.vault.proof.OneFactorPolicy;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a proof that failed does to its payment: ask again, want a signed proof, or end it, as the
 * operator's policy says (mission U9); one factor carries it no more. It depends on the payment
 * alone, so that it tells nothing of the name.
 */
@ApplicationScoped
class FailedProofs {
  private final Payments payments;
  private final Policies policies;
  private final OneFactorPolicy oneFactor;
  private final Audit audit;

  FailedProofs(Payments payments, Policies policies, OneFactorPolicy oneFactor, Audit audit) {
    this.payments = payments;
    this.policies = policies;
    this.oneFactor = oneFactor;
    this.audit = audit;
  }

  /**
   * Does what policy says, unless the payment has gone further meanwhile. Call it without a
   * transaction.
   *
   * @param provable refuses a payment that can't be proven any more: a twin may have come first
   * @param refused what is answered where the payer is asked again
   * @return what to answer
   */
  Refusal after(UUID paymentId, GivenProofs given, Consumer<PaymentRow> provable, Refusal refused) {
    Consequence found =
        QuarkusTransaction.requiringNew().call(() -> found(paymentId, given, provable));
    if (found.changes()) {
      QuarkusTransaction.requiringNew().run(() -> apply(paymentId, found));
    }
    return found.then() == null ? refused : new Refusal(told(found.then()));
  }

  /**
   * What follows.
   *
   * @param then null where it is asked again
   * @param noSingle true if one factor could have carried it until now
   */
  private record Consequence(@Nullable Beyond then, boolean noSingle) {
    boolean changes() {
      return then != null || noSingle;
    }
  }

  private Consequence found(UUID paymentId, GivenProofs given, Consumer<PaymentRow> provable) {
    PaymentRow payment = payments.row(paymentId);
    provable.accept(payment);
    Beyond then =
        policies
            .afterFailure(payment.money())
            .filter(beyond -> beyond == Beyond.END || !signs(given))
            .orElse(null);
    return new Consequence(then, !payment.proofFailed && oneFactor.covers(payment.money()));
  }

  private void apply(UUID paymentId, Consequence found) {
    PaymentRow payment = payments.lock(paymentId);
    if (!payment.open(payments.now()) || payment.payerId != null) {
      return;
    }
    payment.proofFailed |= found.noSingle();
    payment.signedOnly |= found.then() == Beyond.SIGNED;
    if (found.then() == Beyond.END) {
      end(payment);
    }
  }

  private static ErrorCode told(Beyond then) {
    return then == Beyond.SIGNED ? ErrorCode.SIGNED_PROOF_NEEDED : ErrorCode.PAYMENT_ENDED;
  }

  /** Refuses what is typed where only a signed proof is taken any more. */
  static void requireTaken(PaymentRow payment, GivenProofs given) {
    if (payment.signedOnly && !signs(given)) {
      throw new Refusal(ErrorCode.SIGNED_PROOF_NEEDED);
    }
  }

  private static boolean signs(GivenProofs given) {
    return given instanceof GivenPasskey || given instanceof GivenToken;
  }

  private void end(PaymentRow payment) {
    payment.retry = Hindrance.PROOF_FAILED.retry();
    payment.refusedFor = Hindrance.PROOF_FAILED;
    payments.end(payment, PaymentState.DECLINED);
    audit.record(
        AuditEvent.done(
                "vault", AuditAction.PAYMENT_SETTLED, TypeId.of(IdKind.PAYMENT, payment.paymentId))
            .with(
                Map.of(
                    "state", "declined", "by", "vault", "reason", Hindrance.PROOF_FAILED.wire())));
  }
}
