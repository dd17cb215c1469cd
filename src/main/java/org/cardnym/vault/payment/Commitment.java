package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
import org.cardnym.vault.payer.Payers;
import org.cardnym.vault.proof.Applied;
import org.cardnym.vault.proof.BrowserNotices;
import org.cardnym.vault.proof.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Commits a proven payment, in the caller's transaction: the hold and the intent, or the vault's
 * own decline. Sends nothing.
 */
@ApplicationScoped
class Commitment {
  private final Payments payments;
  private final Placement placement;
  private final Exchanges exchanges;
  private final Authorization authorization;
  private final BrowserNotices notices;
  private final Audit audit;

  Commitment(
      Payments payments,
      Placement placement,
      Exchanges exchanges,
      Authorization authorization,
      BrowserNotices notices,
      Audit audit) {
    this.payments = payments;
    this.placement = placement;
    this.exchanges = exchanges;
    this.authorization = authorization;
    this.notices = notices;
    this.audit = audit;
  }

  /**
   * What stands ready, before the payment's row says so.
   *
   * @param evidence the prover's, by the rule that it was taken under in the end
   * @param message the authorization's, or null where nothing is to be sent
   */
  record Ready(Placed placed, Evidence evidence, @Nullable UUID message) {}

  /**
   * Holds the amount and writes the intent; changes no payment.
   *
   * @param cardId the card that was chosen, or null for the one that pays first
   */
  Ready prepare(PaymentRow payment, Merchant merchant, Prover prover, @Nullable UUID cardId) {
    Placed placed = placement.place(payment, merchant, prover, cardId);
    Evidence evidence = evidence(payment, prover, placed);
    if (!placed.held()) {
      return new Ready(placed, evidence, null);
    }
    CardChoice card = Objects.requireNonNull(placed.card());
    UUID message = intend(payment, merchant, prover.payerId(), card, evidence);
    return new Ready(placed, evidence, message);
  }

  /** The first that applies; whatever else policy asks, a proof elsewhere is told as one. */
  private static Evidence evidence(PaymentRow payment, Prover prover, Placed placed) {
    Evidence given = prover.evidence();
    if (prover.elsewhere()) {
      return given;
    }
    if (payment.signedOnly) {
      return given.under(Applied.SIGNED_AFTER_FAILURE);
    }
    Applied applied = placed.applied();
    return applied == null ? given : given.under(applied);
  }

  /**
   * Takes the payment further. Its row changes last and all at once: what is asked of the database
   * in between would write it early, and then again.
   */
  void settle(PaymentRow payment, Merchant merchant, Prover prover, Ready ready) {
    prover.writeTo(payment);
    payment.messageId = ready.message();
    payment.state = PaymentState.PROCESSING;
    CardChoice card = ready.placed().card();
    payment.cardId = card == null ? null : card.cardId();
    payment.bankId = card == null ? null : card.bankId();
    Hindrance refused = ready.placed().refused();
    if (refused != null) {
      decline(payment, refused);
      if (prover.newBrowser()) {
        notices.declined(prover.payerId(), merchant.displayName(), payment.money(), payments.now());
      }
    }
  }

  private UUID intend(
      PaymentRow payment, Merchant merchant, UUID payerId, CardChoice card, Evidence evidence) {
    return exchanges.intend(
        new Intent(
            Kind.AUTHORIZATION,
            Family.PAYMENT,
            payment.paymentId,
            payerId,
            card.cardId(),
            card.bankId(),
            authorization.content(payment, merchant, evidence)));
  }

  private void decline(PaymentRow payment, Hindrance refused) {
    payment.retry = refused.retry();
    payment.refusedFor = refused;
    payments.end(payment, PaymentState.DECLINED);
    audit.record(
        AuditEvent.done(
                Payers.actor(Objects.requireNonNull(payment.payerId)),
                AuditAction.PAYMENT_SETTLED,
                TypeId.of(IdKind.PAYMENT, payment.paymentId))
            .with(Map.of("state", "declined", "by", "vault", "reason", refused.wire())));
  }
}
