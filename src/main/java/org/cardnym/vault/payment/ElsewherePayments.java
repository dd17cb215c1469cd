package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.proof.Consent;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.PaymentBrowsers;
import org.jspecify.annotations.Nullable;

/**
 * A payment towards a browser that did not begin it: told to whoever has its page's address, gone
 * on with by one such browser at a time, and only where the shop lets it be paid there. The browser
 * that began it stays bound as it was.
 */
@ApplicationScoped
public class ElsewherePayments {
  private final Payments payments;
  private final Merchants merchants;
  private final Audit audit;
  private final PaymentMeters meters;

  ElsewherePayments(Payments payments, Merchants merchants, Audit audit, PaymentMeters meters) {
    this.payments = payments;
    this.merchants = merchants;
    this.audit = audit;
    this.meters = meters;
  }

  /** What somebody may be told who has the page's address and nothing else. */
  @Transactional
  public ElsewhereOffer offer(UUID paymentId) {
    PaymentRow payment = payments.row(paymentId);
    Merchant merchant = merchants.get(payment.merchantId);
    boolean payable =
        merchant.paidElsewhere() && payment.open(payments.now()) && payment.payerId == null;
    return new ElsewhereOffer(merchant.displayName(), payable ? payment.money() : null);
  }

  /**
   * Lets the browser that gets this hash's cookie go on with the payment, and no other that did so
   * before; the one that began it stays as it is.
   *
   * @throws Refusal {@link ErrorCode#BEGUN_ELSEWHERE} unless the shop lets it be paid there; {@link
   *     ErrorCode#PAYMENT_ENDED}, {@link ErrorCode#PAYMENT_EXPIRED}, {@link
   *     ErrorCode#PAYMENT_PROVEN}
   */
  public void goOn(UUID paymentId, byte[] hash) {
    meters.time(
        PaymentStep.OPEN,
        paymentId,
        () -> QuarkusTransaction.requiringNew().run(() -> bind(paymentId, hash)));
  }

  private void bind(UUID paymentId, byte[] hash) {
    // Locked before anything of it is read: a proof may be taking it further right now.
    PaymentRow payment = payments.lock(paymentId);
    requireShop(payment);
    requireProvable(payment, payments.now());
    payment.elsewhereHash = hash;
    audit.record(
        AuditEvent.done("vault", AuditAction.PAYMENT_OPENED, TypeId.of(IdKind.PAYMENT, paymentId))
            .with(Map.of("merchant", Merchants.wire(payment.merchantId), "browser", "elsewhere")));
  }

  /** True if this cookie is that of the browser which goes on with the payment. */
  @Transactional
  public boolean goesOn(UUID paymentId, @Nullable String cookie) {
    return PaymentBrowsers.matches(cookie, payments.row(paymentId).elsewhereHash);
  }

  /**
   * The payment for the browser that goes on with it.
   *
   * @throws Refusal {@link ErrorCode#BEGUN_ELSEWHERE} for any other, and unless the shop still lets
   *     it be paid there or it was
   */
  @Transactional
  public ElsewhereView view(UUID paymentId, @Nullable String cookie) {
    PaymentRow payment = payments.row(paymentId);
    requireBound(payment, cookie);
    Merchant merchant =
        payment.elsewhere ? merchants.get(payment.merchantId) : requireShop(payment);
    return ElsewhereView.of(payment, merchant.displayName(), payments.now());
  }

  /**
   * What proving this payment consents to, the same as in the browser that began it.
   *
   * @throws Refusal as a proof would be refused that is not even judged
   */
  @Transactional
  public Consent consent(UUID paymentId, @Nullable String cookie) {
    PaymentRow payment = payments.row(paymentId);
    requirePayable(payment, cookie, payments.now());
    return Consent.to(BoundPayments.bought(payment));
  }

  /** Refuses what can't be proven in this browser now; the shop that it is paid to. */
  Merchant requirePayable(PaymentRow payment, @Nullable String cookie, Instant now) {
    requireBound(payment, cookie);
    Merchant merchant = requireShop(payment);
    requireProvable(payment, now);
    return merchant;
  }

  private static void requireProvable(PaymentRow payment, Instant now) {
    BoundPayments.requireOpen(payment, now);
    BoundPayments.requireUnproven(payment);
  }

  private Merchant requireShop(PaymentRow payment) {
    Merchant merchant = merchants.get(payment.merchantId);
    if (!merchant.paidElsewhere()) {
      throw new Refusal(ErrorCode.BEGUN_ELSEWHERE);
    }
    return merchant;
  }

  private static void requireBound(PaymentRow payment, @Nullable String cookie) {
    if (!PaymentBrowsers.matches(cookie, payment.elsewhereHash)) {
      throw new Refusal(ErrorCode.BEGUN_ELSEWHERE);
    }
  }
}
