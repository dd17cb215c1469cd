package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cardnym.vault.alias.AliasIndex;
import org.cardnym.vault.alias.Aliases;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.AssociatedData;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.standing.Recoveries;

/**
 * Makes a payment, once for each (merchant, idempotency key). The alias is not looked up here: only
 * its index is kept, so a name that nobody has can't answer differently.
 */
@ApplicationScoped
class Creation {
  private static final String FORM = "payment-request/1";
  static final Duration LIFE = Duration.ofMinutes(15);

  private final EntityManager entities;
  private final Payments payments;
  private final Aliases aliases;
  private final Merchants merchants;
  private final Idempotency idempotency;
  private final Audit audit;
  private final PaymentMeters meters;
  private final Recoveries recoveries;

  Creation(
      EntityManager entities,
      Payments payments,
      Aliases aliases,
      Merchants merchants,
      Idempotency idempotency,
      Audit audit,
      PaymentMeters meters,
      Recoveries recoveries) {
    this.entities = entities;
    this.payments = payments;
    this.aliases = aliases;
    this.merchants = merchants;
    this.idempotency = idempotency;
    this.audit = audit;
    this.meters = meters;
    this.recoveries = recoveries;
  }

  /** The payment of this key: made now, or as it was made before. */
  PaymentView create(Merchant merchant, IdempotencyKey key, PaymentOrder order) {
    byte[] request = request(order);
    return meters.timeCreation(
        () -> replay(merchant, key, request).orElseGet(() -> make(merchant, key, order, request)));
  }

  private PaymentView make(
      Merchant merchant, IdempotencyKey key, PaymentOrder order, byte[] request) {
    recoveries.requireServing();
    String returnUrl =
        Refusal.about("returnUrl", () -> merchants.returnUrl(merchant, order.returnUrl()));
    AliasIndex alias = aliases.index(order.alias());
    try {
      PaymentView made =
          QuarkusTransaction.requiringNew()
              .call(() -> insert(merchant, key, order, returnUrl, alias, request));
      meters.created();
      return made;
    } catch (RuntimeException failed) {
      // A parallel twin holds the key; its insert made ours wait until it committed.
      if (!Idempotency.taken(failed)) {
        throw failed;
      }
      return replay(merchant, key, request).orElseThrow(() -> failed);
    }
  }

  private PaymentView insert(
      Merchant merchant,
      IdempotencyKey key,
      PaymentOrder order,
      String returnUrl,
      AliasIndex alias,
      byte[] request) {
    Instant now = payments.now();
    var row = new PaymentRow();
    row.paymentId = Uuids.next(now);
    row.merchantId = merchant.id();
    row.name(alias);
    row.amount = order.amount().value();
    row.currency = order.amount().currency();
    row.orderReference = order.reference();
    row.orderDescription = order.description();
    row.returnUrl = returnUrl;
    row.createdAt = now;
    row.expiresAt = now.plus(LIFE);
    idempotency.take(merchant.id(), key, FORM, request, row.paymentId, null);
    entities.persist(row);
    audit.record(
        AuditEvent.done(
                "client:" + merchant.clientId(),
                AuditAction.PAYMENT_CREATED,
                TypeId.of(IdKind.PAYMENT, row.paymentId))
            .with(Map.of("merchant", TypeId.of(IdKind.MERCHANT, merchant.id()))));
    return PaymentView.of(row);
  }

  private Optional<PaymentView> replay(Merchant merchant, IdempotencyKey key, byte[] request) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            Optional.ofNullable(idempotency.known(merchant.id(), key, FORM, request))
                .flatMap(known -> payments.find(known.paymentId)));
  }

  /** All that the request asks, in a form that has one spelling. */
  private static byte[] request(PaymentOrder order) {
    return AssociatedData.of(FORM)
        .with(order.alias().prepared())
        .with(order.amount().value())
        .with(order.amount().currency())
        .with(order.reference())
        .with(order.description() == null ? "" : order.description())
        .with(order.returnUrl() == null ? "" : order.returnUrl())
        .bytes();
  }
}
