package org.cardnym.vault.payment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.merchant.Merchant;
import org.cardnym.vault.merchant.Merchants;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Makes a payment, once for each (merchant, idempotency key). The alias is not looked up here: only
 * its index value is kept, so a name that nobody has can't answer differently.
 */
@ApplicationScoped
class Creation {
  static final Duration LIFE = Duration.ofMinutes(15);

  private final EntityManager entities;
  private final Payments payments;
  private final Aliases aliases;
  private final Merchants merchants;
  private final IndexKeys indexKeys;
  private final Audit audit;
  private final PaymentMeters meters;

  Creation(
      EntityManager entities,
      Payments payments,
      Aliases aliases,
      Merchants merchants,
      IndexKeys indexKeys,
      Audit audit,
      PaymentMeters meters) {
    this.entities = entities;
    this.payments = payments;
    this.aliases = aliases;
    this.merchants = merchants;
    this.indexKeys = indexKeys;
    this.audit = audit;
    this.meters = meters;
  }

  /** The payment of this key: made now, or as it was made before. */
  PaymentView create(Merchant merchant, IdempotencyKey key, PaymentOrder order) {
    byte[] request = request(order);
    return meters.timeCreation(
        () -> replay(merchant, key, request).orElseGet(() -> make(merchant, key, order, request)));
  }

  private PaymentView make(
      Merchant merchant, IdempotencyKey key, PaymentOrder order, byte[] request) {
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
      if (!takenKey(failed)) {
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
    row.aliasIndexVersion = alias.version();
    row.aliasIndex = alias.value();
    row.amount = order.amount().value();
    row.currency = order.amount().currency();
    row.orderReference = order.reference();
    row.orderDescription = order.description();
    row.returnUrl = returnUrl;
    row.createdAt = now;
    row.expiresAt = now.plus(LIFE);
    var idempotency = new IdempotencyRow();
    idempotency.digestVersion = indexKeys.version(KeyPurpose.REQUEST_DIGEST);
    idempotency.merchantId = merchant.id();
    idempotency.key = kept(key, idempotency.digestVersion);
    idempotency.paymentId = row.paymentId;
    idempotency.digest = digest(idempotency.digestVersion, request);
    entities.persist(idempotency);
    entities.flush();
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
        .call(() -> {
          IdempotencyRow known = known(merchant, key);
          if (known == null) {
            return Optional.empty();
          }
          if (!MessageDigest.isEqual(known.digest, digest(known.digestVersion, request))) {
            throw new Refusal(ErrorCode.IDEMPOTENCY_KEY_REUSED);
          }
          return payments.find(known.paymentId);
        });
  }

  private @Nullable IdempotencyRow known(Merchant merchant, IdempotencyKey key) {
    for (int version : indexKeys.versions(KeyPurpose.REQUEST_DIGEST)) {
      var id = new IdempotencyRow.Id(merchant.id(), kept(key, version));
      IdempotencyRow known = entities.find(IdempotencyRow.class, id);
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  /** The key as it stands in the row: a keyed hash, for a merchant may put anything into it. */
  private String kept(IdempotencyKey key, int version) {
    byte[] text = key.value().getBytes(StandardCharsets.US_ASCII);
    byte[] hash = indexKeys.value(KeyPurpose.REQUEST_DIGEST, version, "idempotency-key/1", text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private byte[] digest(int version, byte[] request) {
    return indexKeys.value(KeyPurpose.REQUEST_DIGEST, version, "payment-request/1", request);
  }

  /** All that the request asks, in a form that has one spelling. */
  private static byte[] request(PaymentOrder order) {
    return AssociatedData.of("payment-request/1")
        .with(order.alias().prepared())
        .with(order.amount().value())
        .with(order.amount().currency())
        .with(order.reference())
        .with(order.description() == null ? "" : order.description())
        .with(order.returnUrl() == null ? "" : order.returnUrl())
        .bytes();
  }

  private static boolean takenKey(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof org.hibernate.exception.ConstraintViolationException violation) {
        return "idempotency_pkey".equals(violation.getConstraintName());
      }
    }
    return false;
  }
}
