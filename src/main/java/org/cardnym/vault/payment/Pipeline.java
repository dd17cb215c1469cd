package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.card.CardChoice;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.issuer.Exchanges;
import org.cardnym.vault.issuer.Family;
import org.cardnym.vault.issuer.Intent;
import org.cardnym.vault.issuer.Kind;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.BrowserNotices;
import org.cardnym.vault.proof.ProofSubject;
import org.cardnym.vault.proof.ProofTry;
import org.cardnym.vault.proof.Proofs;
import org.cardnym.vault.proof.Proven;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A payment's way from proof to bank: proofs judged, then one transaction that uses them, holds the
 * amount and commits the intent; only then is anything sent. No transaction is open while a bank is
 * awaited.
 */
@ApplicationScoped
public class Pipeline {
  private static final Logger LOG = Logger.getLogger(Pipeline.class);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Payments payments;
  private final Aliases aliases;
  private final Proofs proofs;
  private final Placement placement;
  private final Merchants merchants;
  private final Exchanges exchanges;
  private final Authorization authorization;
  private final Audit audit;
  private final BrowserNotices notices;
  private final PaymentMeters meters;

  Pipeline(
      Payments payments,
      Aliases aliases,
      Proofs proofs,
      Placement placement,
      Merchants merchants,
      Exchanges exchanges,
      Authorization authorization,
      Audit audit,
      BrowserNotices notices,
      PaymentMeters meters) {
    this.payments = payments;
    this.aliases = aliases;
    this.proofs = proofs;
    this.placement = placement;
    this.merchants = merchants;
    this.exchanges = exchanges;
    this.authorization = authorization;
    this.audit = audit;
    this.notices = notices;
    this.meters = meters;
  }

  /**
   * Judges the proofs and, if they hold, pays. Waits a few seconds for the bank; the answer may be
   * a payment in processing.
   *
   * @return the identifier by which the browser that gave the proofs is recognized from now on: a
   *     new one unless it has paid before, so that nobody can have prepared it
   */
  public UUID pay(UUID paymentId, @Nullable String cookie, ProofsGiven given) {
    Committed committed = proven(paymentId, cookie, given);
    UUID message = committed.message();
    if (message != null) {
      meters.time(PaymentStep.AWAIT, paymentId, () -> await(paymentId, message));
    }
    return committed.browser();
  }

  /**
   * What was committed.
   *
   * @param message the authorization's, or null where the vault itself declined
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
                      .call(() -> commit(paymentId, cookie, browser, proven)));
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
        () -> QuarkusTransaction.requiringNew().call(() -> proofTry(paymentId, cookie, given)),
        TypeId.of(IdKind.PAYMENT, paymentId));
  }

  /** The proofs with the name they are for, if the payment may still be paid by this browser. */
  private ProofTry proofTry(UUID paymentId, @Nullable String cookie, ProofsGiven given) {
    PaymentRow payment = payments.row(paymentId);
    requirePayable(payment, cookie);
    UUID named =
        aliases.payerOf(new AliasIndex(payment.aliasIndexVersion, payment.aliasIndex)).orElse(null);
    return new ProofTry(named, payment.aliasIndex, given.browser(), given.proofs());
  }

  private void requirePayable(PaymentRow payment, @Nullable String cookie) {
    BoundPayments.requireBound(payment, cookie);
    if (payment.state != PaymentState.REQUIRES_AUTHENTICATION) {
      throw new Refusal(ErrorCode.PAYMENT_ENDED);
    }
    if (!payment.open(payments.now())) {
      throw new Refusal(ErrorCode.PAYMENT_EXPIRED);
    }
  }

  /**
   * Uses the proofs and commits the intent; null where the vault itself declines and so sends
   * nothing.
   */
  @Nullable UUID commit(
      UUID paymentId, @Nullable String cookie, @Nullable UUID browser, Proven proven) {
    PaymentRow payment = payments.lock(paymentId);
    requirePayable(payment, cookie);
    proofs.tie(proven, new ProofSubject(payment.paymentId, payment.merchantId, payment.money()));
    Merchant merchant = merchants.get(payment.merchantId);
    Placed placed = placement.place(payment, merchant, proven);
    UUID message = placed.refused() == null ? intend(payment, merchant, placed, proven) : null;
    // The row changes last and all at once: what is asked of the database in between would write it
    // early, and then again.
    payment.payerId = proven.payerId();
    payment.browserId = browser;
    payment.newBrowser = proven.newBrowser();
    payment.messageId = message;
    payment.state = PaymentState.PROCESSING;
    CardChoice card = placed.card();
    if (card != null) {
      payment.cardId = card.cardId();
      payment.bankId = card.bankId();
    }
    record(
        payment,
        AuditAction.PAYMENT_PROVEN,
        Map.of("amr", String.join(" ", proven.evidence().amr())));
    Hindrance refused = placed.refused();
    if (refused != null) {
      decline(payment, refused);
      if (proven.newBrowser()) {
        notices.declined(proven.payerId(), merchant.displayName(), payment.money(), payments.now());
      }
    }
    return message;
  }

  private UUID intend(PaymentRow payment, Merchant merchant, Placed placed, Proven proven) {
    CardChoice card = Objects.requireNonNull(placed.card());
    var content = authorization.content(payment, merchant, proven.evidence());
    return exchanges.intend(
        new Intent(
            Kind.AUTHORIZATION,
            Family.PAYMENT,
            payment.paymentId,
            proven.payerId(),
            card.cardId(),
            card.bankId(),
            content));
  }

  private void decline(PaymentRow payment, Hindrance refused) {
    payment.retry = refused.retry();
    payment.refusedFor = refused;
    payments.end(payment, PaymentState.DECLINED);
    record(
        payment,
        AuditAction.PAYMENT_SETTLED,
        Map.of("state", "declined", "by", "vault", "reason", refused.wire()));
  }

  private void record(PaymentRow payment, AuditAction action, Map<String, String> facts) {
    String actor = Payers.actor(Objects.requireNonNull(payment.payerId));
    audit.record(
        AuditEvent.done(actor, action, TypeId.of(IdKind.PAYMENT, payment.paymentId)).with(facts));
  }

  private void await(UUID paymentId, UUID message) {
    try {
      exchanges
          .send(paymentId, message)
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      LOG.debugf("payment_waits payment=%s", paymentId);
    } catch (ExecutionException later) {
      // The exchange is in the database; the sweeper takes it on.
      LOG.warnf("payment_send_interrupted payment=%s", paymentId);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
