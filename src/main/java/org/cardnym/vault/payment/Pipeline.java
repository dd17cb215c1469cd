package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.BrowserNotices;
import org.cardnym.vault.proof.Consent;
import org.cardnym.vault.proof.ProofTry;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.proof.Proven;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A payment's way from proof to bank: proofs judged, then one transaction that uses them, holds the
 * amount and commits the intent; only then is anything sent. No transaction is open while a bank is
 * awaited.
 */
@ApplicationScoped
public class Pipeline {
  private final Payments payments;
  private final Aliases aliases;
  private final Proofs proofs;
  private final Placement placement;
  private final Merchants merchants;
  private final Commitment commitment;
  private final Dispatch dispatch;
  private final Audit audit;
  private final BrowserNotices notices;
  private final PaymentMeters meters;

  Pipeline(
      Payments payments,
      Aliases aliases,
      Proofs proofs,
      Placement placement,
      Merchants merchants,
      Commitment commitment,
      Dispatch dispatch,
      Audit audit,
      BrowserNotices notices,
      PaymentMeters meters) {
    this.payments = payments;
    this.aliases = aliases;
    this.proofs = proofs;
    this.placement = placement;
    this.merchants = merchants;
    this.commitment = commitment;
    this.dispatch = dispatch;
    this.audit = audit;
    this.notices = notices;
    this.meters = meters;
  }

  /**
   * Judges the proofs and, if they hold, pays. Waits a few seconds for the bank; the answer may be
   * a payment in processing. Who asked for it and has several cards is left the choice instead:
   * {@link ChosenCards} goes on from there.
   *
   * @return the identifier by which the browser that gave the proofs is recognized from now on: a
   *     new one unless it has paid before, so that nobody can have prepared it
   */
  public UUID pay(UUID paymentId, @Nullable String cookie, ProofsGiven given) {
    Committed committed = proven(paymentId, cookie, given);
    UUID message = committed.message();
    if (message != null) {
      dispatch.send(paymentId, message);
    }
    return committed.browser();
  }

  /**
   * What was committed.
   *
   * @param message the authorization's, or null where the vault itself declined, or a card is to be
   *     chosen
   */
  private record Committed(@Nullable UUID message, UUID browser) {}

  /**
   * Judges and commits. A twin that comes second finds the payment ended, which is another answer
   * than proofs that failed.
   */
  private Committed proven(UUID paymentId, @Nullable String cookie, ProofsGiven given) {
    try {
      Proven proven =
          meters.time(PaymentStep.PROVE, paymentId, () -> judged(paymentId, cookie, given));
      UUID known = proven.newBrowser() ? null : given.browser();
      UUID browser = known == null ? UUID.randomUUID() : known;
      UUID message =
          meters.time(
              PaymentStep.PLACE,
              paymentId,
              () ->
                  QuarkusTransaction.requiringNew()
                      .call(() -> commit(paymentId, cookie, browser, proven, given.chooseCard())));
      return new Committed(message, browser);
    } catch (Refusal refused) {
      if (refused.code() == ErrorCode.PROOF_FAILED) {
        QuarkusTransaction.requiringNew()
            .run(() -> requirePayable(payments.row(paymentId), cookie));
      }
      throw refused;
    }
  }

  private Proven judged(UUID paymentId, @Nullable String cookie, ProofsGiven given) {
    return proofs.judge(
        given.address(),
        given.proofs(),
        () -> QuarkusTransaction.requiringNew().call(() -> proofTry(paymentId, cookie, given)),
        TypeId.of(IdKind.PAYMENT, paymentId));
  }

  /** The proofs with the name they are for, if the payment may still be paid by this browser. */
  private ProofTry proofTry(UUID paymentId, @Nullable String cookie, ProofsGiven given) {
    PaymentRow payment = payments.row(paymentId);
    requirePayable(payment, cookie);
    UUID named =
        aliases.payerOf(new AliasIndex(payment.aliasIndexVersion, payment.aliasIndex)).orElse(null);
    return new ProofTry(
        named, payment.aliasIndex, given.browser(), Consent.to(BoundPayments.bought(payment)));
  }

  private void requirePayable(PaymentRow payment, @Nullable String cookie) {
    BoundPayments.requireProvable(payment, cookie, payments.now());
  }

  /**
   * Uses the proofs and commits the intent; null where nothing is to be sent: the vault itself
   * declines, or the payer is to choose the card.
   */
  @Nullable UUID commit(
      UUID paymentId,
      @Nullable String cookie,
      @Nullable UUID browser,
      Proven proven,
      boolean chooseCard) {
    PaymentRow payment = payments.lock(paymentId);
    requirePayable(payment, cookie);
    proofs.tie(proven, BoundPayments.bought(payment));
    Merchant merchant = merchants.get(payment.merchantId);
    var prover = new Prover(proven.payerId(), browser, proven.newBrowser(), proven.evidence());
    if (chooseCard && placement.leavesChoice(merchant, proven.payerId())) {
      record(paymentId, proven);
      leaveChoice(payment, merchant, prover);
      return null;
    }
    Commitment.Ready ready = commitment.prepare(payment, merchant, prover, null);
    record(paymentId, proven);
    commitment.settle(payment, merchant, prover, ready);
    return ready.message();
  }

  /** The payment stays open, for the shop to cancel and for the time to run out. */
  private void leaveChoice(PaymentRow payment, Merchant merchant, Prover prover) {
    if (prover.newBrowser()) {
      notices.proven(prover.payerId(), merchant.displayName(), payment.money(), payments.now());
    }
    prover.writeTo(payment);
  }

  private void record(UUID paymentId, Proven proven) {
    String amr = String.join(" ", proven.evidence().amr());
    audit.record(
        AuditEvent.done(
                Payers.actor(proven.payerId()),
                AuditAction.PAYMENT_PROVEN,
                TypeId.of(IdKind.PAYMENT, paymentId))
            .with(Map.of("amr", amr)));
  }
}
