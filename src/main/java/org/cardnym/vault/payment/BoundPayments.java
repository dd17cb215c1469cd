package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.card.CardView;
import org.cardnym.vault.card.Wallet;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.proof.Consent;
import org.cardnym.vault.proof.ProofSubject;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PaymentBrowsers;
import org.jspecify.annotations.Nullable;

/** A payment towards the one browser that it is bound to. */
@ApplicationScoped
public class BoundPayments {
  private final Payments payments;
  private final Merchants merchants;
  private final Wallet wallet;
  private final OneFactorPayments oneFactor;
  private final Audit audit;
  private final PaymentMeters meters;

  BoundPayments(
      Payments payments,
      Merchants merchants,
      Wallet wallet,
      OneFactorPayments oneFactor,
      Audit audit,
      PaymentMeters meters) {
    this.payments = payments;
    this.merchants = merchants;
    this.wallet = wallet;
    this.oneFactor = oneFactor;
    this.audit = audit;
    this.meters = meters;
  }

  /**
   * Binds the payment to the browser that gets the binding's cookie, unless a proof was given
   * already.
   *
   * @param origin the request's {@code Origin}; one of the merchant's registered origins, else
   *     {@link ErrorCode#FORBIDDEN}
   * @return true if this browser is the payment's from now on
   */
  public boolean bind(UUID paymentId, @Nullable String origin, byte[] hash) {
    return meters.time(
        PaymentStep.OPEN,
        paymentId,
        () -> QuarkusTransaction.joiningExisting().call(() -> bound(paymentId, origin, hash)));
  }

  private boolean bound(UUID paymentId, @Nullable String origin, byte[] hash) {
    // Locked before anything of it is read: a proof may be taking it further right now.
    PaymentRow payment = payments.lock(paymentId);
    Merchant merchant = merchants.get(payment.merchantId);
    if (origin == null || !merchant.hasOrigin(origin)) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
    if (!merchant.active()) {
      throw new Refusal(ErrorCode.MERCHANT_SUSPENDED);
    }
    if (payment.state != PaymentState.REQUIRES_AUTHENTICATION || payment.payerId != null) {
      return false;
    }
    payment.browserHash = hash;
    audit.record(
        AuditEvent.done("vault", AuditAction.PAYMENT_OPENED, TypeId.of(IdKind.PAYMENT, paymentId))
            .with(Map.of("merchant", TypeId.of(IdKind.MERCHANT, merchant.id()))));
    return true;
  }

  /**
   * The payment as its own browser sees it; any other browser is told that it was begun elsewhere.
   */
  @Transactional
  public PageView view(UUID paymentId, @Nullable String cookie) {
    return see(paymentId, cookie, payment -> false);
  }

  /**
   * The same for the page itself.
   *
   * @param browser by which this browser is recognized, or null
   */
  @Transactional
  public PageView page(UUID paymentId, @Nullable String cookie, @Nullable UUID browser) {
    return see(paymentId, cookie, payment -> oneFactor.offered(payment, browser));
  }

  private PageView see(
      UUID paymentId, @Nullable String cookie, Predicate<PaymentRow> codeOptional) {
    PaymentRow payment = payments.row(paymentId);
    requireBound(payment, cookie);
    Merchant merchant = merchants.get(payment.merchantId);
    // Who proved it in another browser is told there; who began it may be anybody.
    Hindrance why = payment.elsewhere ? null : payment.refusedFor;
    return PageView.of(
        PaymentView.of(payment),
        why,
        payment.signedOnly,
        codeOptional.test(payment),
        offered(payment),
        merchant,
        payments.now());
  }

  /** The cards to choose from, for nobody but who has proven the payment; null where none is. */
  private @Nullable List<CardOffered> offered(PaymentRow payment) {
    UUID payerId = payment.payerId;
    return payerId == null || !payment.awaitsCard(payments.now())
        ? null
        : wallet.of(payerId).stream().filter(CardView::usable).map(CardOffered::of).toList();
  }

  /**
   * What proving this payment consents to, for its own browser while it can be proven.
   *
   * @throws Refusal as a proof would be refused that is not even judged
   */
  @Transactional
  public Consent consent(UUID paymentId, @Nullable String cookie) {
    PaymentRow payment = payments.row(paymentId);
    requireProvable(payment, cookie, payments.now());
    return Consent.to(bought(payment));
  }

  /** What is proven: it may not change any more. */
  static ProofSubject bought(PaymentRow payment) {
    return new ProofSubject(payment.paymentId, payment.merchantId, payment.money());
  }

  /** Refuses what can't be proven, or was already. */
  static void requireProvable(PaymentRow payment, @Nullable String cookie, Instant now) {
    requireOpen(payment, cookie, now);
    requireUnproven(payment);
  }

  static void requireUnproven(PaymentRow payment) {
    if (payment.payerId != null) {
      throw new Refusal(ErrorCode.PAYMENT_PROVEN);
    }
  }

  /** Refuses what is not this browser's, or can no longer be paid. */
  static void requireOpen(PaymentRow payment, @Nullable String cookie, Instant now) {
    requireBound(payment, cookie);
    requireOpen(payment, now);
  }

  /** Refuses what can no longer be paid, in whichever browser. */
  static void requireOpen(PaymentRow payment, Instant now) {
    if (payment.state != PaymentState.REQUIRES_AUTHENTICATION) {
      throw new Refusal(ErrorCode.PAYMENT_ENDED);
    }
    if (!payment.open(now)) {
      throw new Refusal(ErrorCode.PAYMENT_EXPIRED);
    }
  }

  private static void requireBound(PaymentRow payment, @Nullable String cookie) {
    if (!PaymentBrowsers.matches(cookie, payment.browserHash)) {
      throw new Refusal(ErrorCode.BEGUN_ELSEWHERE);
    }
  }
}
