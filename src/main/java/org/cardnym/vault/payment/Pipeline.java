package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.TreeMap;
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
  private final FailedProofs failed;
  private final OneFactorPayments oneFactor;
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
      FailedProofs failed,
      OneFactorPayments oneFactor,
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
    this.failed = failed;
    this.oneFactor = oneFactor;
    this.merchants = merchants;
    this.commitment = commitment;
    this.dispatch = dispatch;
    this.audit = audit;
    this.notices = notices;
    this.meters = meters;
  }

  /**
   * Judges the proofs and, if they hold and policy asks for no better ones, pays. Waits a few
   * seconds for the bank; the answer may be a payment in processing. Who asked for it and has
   * several cards is left the choice instead: {@link ChosenCards} goes on from there.
   *
   * @return the identifier by which the browser that gave the proofs is recognized from now on: a
   *     new one unless it has paid before, so that nobody can have prepared it
   * @throws Refusal {@link ErrorCode#SIGNED_PROOF_NEEDED} once proofs held that policy does not
   *     take for this payment (they are used, and the payment stays open), or where it takes none
   *     of their kind after one that failed; {@link ErrorCode#PAYMENT_ENDED} where it ends the
   *     payment with a proof that failed
   */
  public UUID pay(UUID paymentId, @Nullable String cookie, ProofsGiven given) {
    Committed committed = proven(paymentId, cookie, given);
    UUID message = committed.message();
    if (committed.wantsSigned()) {
      throw new Refusal(ErrorCode.SIGNED_PROOF_NEEDED);
    }
    if (message != null) {
      dispatch.send(paymentId, message);
    }
    return committed.browser();
  }

  /**
   * What was committed.
   *
   * @param message the authorization's, or null where the vault itself declined, a card is to be
   *     chosen, or a signed proof is wanted
   */
  private record Committed(@Nullable UUID message, boolean wantsSigned, UUID browser) {}

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
      Step step =
          meters.time(
              PaymentStep.PLACE,
              paymentId,
              () ->
                  QuarkusTransaction.requiringNew()
                      .call(() -> commit(paymentId, cookie, browser, proven, given.chooseCard())));
      return new Committed(step.message(), step.wantsSigned(), browser);
    } catch (Refusal refused) {
      throw refused.code() == ErrorCode.PROOF_FAILED
          ? afterFailure(paymentId, cookie, given, refused)
          : refused;
    }
  }

  private Refusal afterFailure(
      UUID paymentId, @Nullable String cookie, ProofsGiven given, Refusal refused) {
    return failed.after(
        paymentId, given.proofs(), payment -> requirePayable(payment, cookie), refused);
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
    FailedProofs.requireTaken(payment, given.proofs());
    AliasIndex name = payment.name();
    UUID named = aliases.payerOf(name).orElse(null);
    return new ProofTry(
        named,
        name.values(),
        given.browser(),
        payment.merchantId,
        Consent.to(BoundPayments.bought(payment)),
        oneFactor.carried(payment, named, given));
  }

  private void requirePayable(PaymentRow payment, @Nullable String cookie) {
    BoundPayments.requireProvable(payment, cookie, payments.now());
  }

  /** What one transaction committed. */
  record Step(@Nullable UUID message, boolean wantsSigned) {
    static final Step NOTHING_TO_SEND = new Step(null, false);
    static final Step WANTS_SIGNED = new Step(null, true);
  }

  /**
   * Uses the proofs and commits the intent. Nothing is to be sent where the vault itself declines,
   * the payer is to choose the card, or policy wants a signed proof.
   */
  Step commit(
      UUID paymentId,
      @Nullable String cookie,
      @Nullable UUID browser,
      Proven proven,
      boolean chooseCard) {
    PaymentRow payment = payments.lock(paymentId);
    requirePayable(payment, cookie);
    boolean alone = proven.evidence().oneFactor();
    if (alone && !OneFactorPayments.unspoilt(payment)) {
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    proofs.use(proven);
    Merchant merchant = merchants.get(payment.merchantId);
    var prover =
        new Prover(proven.payerId(), browser, proven.newBrowser(), false, proven.evidence());
    UUID kept = payment.cardId;
    if (placement.leavesChoice(merchant, proven.payerId(), chooseCard, kept)) {
      proofs.keep(proven, BoundPayments.bought(payment));
      record(paymentId, proven, "");
      leaveChoice(payment, merchant, prover);
      return Step.NOTHING_TO_SEND;
    }
    Commitment.Ready ready = commitment.prepare(payment, merchant, prover, kept);
    if (alone && !ready.placed().held()) {
      // What changed since it was judged takes a strong proof, and nothing of this one stays.
      throw new Refusal(ErrorCode.PROOF_FAILED);
    }
    if (ready.placed().wantsSigned()) {
      record(paymentId, proven, "signed");
      tell(payment, merchant, prover);
      return Step.WANTS_SIGNED;
    }
    Proven told = proven.with(ready.evidence());
    proofs.keep(told, BoundPayments.bought(payment));
    record(paymentId, told, "");
    commitment.settle(payment, merchant, prover, ready);
    if (alone) {
      meters.oneFactor();
    }
    return new Step(ready.message(), false);
  }

  /** The payment stays open, for the shop to cancel and for the time to run out. */
  private void leaveChoice(PaymentRow payment, Merchant merchant, Prover prover) {
    tell(payment, merchant, prover);
    prover.writeTo(payment);
    payment.cardId = null;
  }

  /** The payer hears of it where somebody at a new browser has proofs that hold. */
  private void tell(PaymentRow payment, Merchant merchant, Prover prover) {
    if (prover.newBrowser()) {
      notices.proven(prover.payerId(), merchant.displayName(), payment.money(), payments.now());
    }
  }

  /**
   * @param wanted what policy wants besides, or empty
   */
  private void record(UUID paymentId, Proven proven, String wanted) {
    var told = new TreeMap<String, String>();
    told.put("amr", String.join(" ", proven.evidence().amr()));
    told.put("policy", proven.evidence().policy());
    if (!wanted.isEmpty()) {
      told.put("wanted", wanted);
    }
    audit.record(
        AuditEvent.done(
                Payers.actor(proven.payerId()),
                AuditAction.PAYMENT_PROVEN,
                TypeId.of(IdKind.PAYMENT, paymentId))
            .with(told));
  }
}
