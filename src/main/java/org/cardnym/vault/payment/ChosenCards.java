package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.card.CardChoice;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Evidences;
import org.cardnym.vault.proof.ProofSubject;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Pays a proven payment with the card that its payer chose. The proofs were used before; the bank
 * is told the evidence that was kept then.
 */
@ApplicationScoped
public class ChosenCards {
  private final Payments payments;
  private final Merchants merchants;
  private final Proofs proofs;
  private final Evidences evidences;
  private final Commitment commitment;
  private final Dispatch dispatch;
  private final Audit audit;
  private final PaymentMeters meters;

  ChosenCards(
      Payments payments,
      Merchants merchants,
      Proofs proofs,
      Evidences evidences,
      Commitment commitment,
      Dispatch dispatch,
      Audit audit,
      PaymentMeters meters) {
    this.payments = payments;
    this.merchants = merchants;
    this.proofs = proofs;
    this.evidences = evidences;
    this.commitment = commitment;
    this.dispatch = dispatch;
    this.audit = audit;
    this.meters = meters;
  }

  /**
   * Pays, and waits a few seconds for the bank; the payment may be in processing then, or declined
   * by the vault.
   *
   * @throws Refusal {@link ErrorCode#SIGNED_PROOF_NEEDED} where policy does not take the proofs for
   *     this card; the payment waits for others then, and keeps the choice; {@link
   *     ErrorCode#BEGUN_ELSEWHERE}, {@link ErrorCode#PAYMENT_ENDED}, {@link
   *     ErrorCode#PAYMENT_EXPIRED}, {@link ErrorCode#STEP_OUT_OF_ORDER} before the proofs held;
   *     {@link ErrorCode#CARD_NOT_USABLE} for whatever is no card that this payer can pay with now
   */
  public void pay(UUID paymentId, @Nullable String cookie, UUID cardId) {
    Pipeline.Step step =
        meters.time(
            PaymentStep.PLACE,
            paymentId,
            () -> QuarkusTransaction.requiringNew().call(() -> commit(paymentId, cookie, cardId)));
    if (step.wantsSigned()) {
      throw new Refusal(ErrorCode.SIGNED_PROOF_NEEDED);
    }
    if (step.message() != null) {
      dispatch.send(paymentId, step.message());
    }
  }

  private Pipeline.Step commit(UUID paymentId, @Nullable String cookie, UUID cardId) {
    PaymentRow payment = payments.lock(paymentId);
    BoundPayments.requireOpen(payment, cookie, payments.now());
    UUID payerId = payment.payerId;
    if (payerId == null) {
      throw new Refusal(ErrorCode.STEP_OUT_OF_ORDER);
    }
    // An account that is being closed right now is waited for, and then found without cards.
    proofs.bar(payerId);
    Merchant merchant = merchants.get(payment.merchantId);
    Prover prover = prover(payment, payerId);
    Commitment.Ready ready = commitment.prepare(payment, merchant, prover, cardId);
    CardChoice card = ready.placed().card();
    if (card != null) {
      record(paymentId, payerId, card);
    }
    if (ready.placed().wantsSigned()) {
      evidences.drop(paymentId);
      Prover.clear(payment);
      payment.cardId = cardId;
      return Pipeline.Step.WANTS_SIGNED;
    }
    evidences.settle(paymentId, ready.evidence());
    commitment.settle(payment, merchant, prover, ready);
    return new Pipeline.Step(ready.message(), false);
  }

  private Prover prover(PaymentRow payment, UUID payerId) {
    var subject = new ProofSubject(payment.paymentId, payment.merchantId, payment.money());
    return new Prover(
        payerId,
        payment.browserId,
        payment.newBrowser,
        payment.elsewhere,
        evidences.tied(subject, payerId));
  }

  private void record(UUID paymentId, UUID payerId, CardChoice card) {
    audit.record(
        AuditEvent.done(
                Payers.actor(payerId),
                AuditAction.PAYMENT_CARD_CHOSEN,
                TypeId.of(IdKind.PAYMENT, paymentId))
            .with(Map.of("card", TypeId.of(IdKind.CARD, card.cardId()))));
  }
}
