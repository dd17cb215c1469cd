package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.Envelopes;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The register of shops. Each change is audited in its own transaction; rows that don't check are
 * refused with an alarm.
 */
@ApplicationScoped
public class Merchants {
  private final EntityManager entities;
  private final Envelopes envelopes;
  private final ShopOrigins shopOrigins;
  private final Audit audit;
  private final Clock clock;

  Merchants(
      EntityManager entities,
      Envelopes envelopes,
      ShopOrigins shopOrigins,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.envelopes = envelopes;
    this.shopOrigins = shopOrigins;
    this.audit = audit;
    this.clock = clock;
  }

  /** The shop that this OIDC client speaks for. */
  @Transactional
  public Optional<Merchant> byClient(String clientId) {
    MerchantClientRow client = entities.find(MerchantClientRow.class, clientId);
    if (client == null) {
      return Optional.empty();
    }
    return find(client.merchantId).filter(merchant -> merchant.clientId().equals(clientId));
  }

  @Transactional
  public Optional<Merchant> find(UUID id) {
    return Optional.ofNullable(entities.find(MerchantRow.class, id)).map(this::merchant);
  }

  /**
   * The shop with this identifier.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND}
   */
  @Transactional
  public Merchant get(UUID id) {
    return find(id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  /** True if {@code origin}, as a browser sent it, is registered for this shop. */
  @Transactional
  public boolean hasOrigin(UUID id, String origin) {
    return get(id).hasOrigin(origin);
  }

  /**
   * Where the payer of one payment goes back to.
   *
   * @param asked the address the shop gave with the payment, or null for the registered one
   * @throws Refusal {@link ErrorCode#RETURN_URL_REFUSED} if it is not on one of the shop's origins
   */
  public String returnUrl(Merchant merchant, @Nullable String asked) {
    if (asked == null) {
      return merchant.returnUrl();
    }
    if (!merchant.hasOrigin(shopOrigins.requireAddress(asked))) {
      throw new Refusal(ErrorCode.RETURN_URL_REFUSED);
    }
    return asked;
  }

  /** Up to {@code limit} shops registered after {@code after}, oldest first. */
  @Transactional
  public List<Merchant> list(@Nullable UUID after, int limit) {
    return entities
        .createQuery(
            "select m from MerchantRow m where m.merchantId > :after order by m.merchantId",
            MerchantRow.class)
        .setParameter("after", after == null ? new UUID(0, 0) : after)
        .setMaxResults(limit)
        .getResultList()
        .stream()
        .map(this::merchant)
        .toList();
  }

  /**
   * Registers a shop, active at once.
   *
   * @param actor who does it, as the audit names them
   * @throws Refusal {@link ErrorCode#MALFORMED}, {@link ErrorCode#ORIGIN_UNFIT}, {@link
   *     ErrorCode#RETURN_URL_REFUSED}, or {@link ErrorCode#EXISTS} if the client speaks for a shop
   *     already
   */
  @Transactional
  public Merchant add(String actor, NewMerchant asked) {
    asked.require();
    asked.origins().forEach(shopOrigins::requireOrigin);
    if (!asked.origins().contains(shopOrigins.requireAddress(asked.returnUrl()))) {
      throw new Refusal(ErrorCode.RETURN_URL_REFUSED);
    }
    if (entities.find(MerchantClientRow.class, asked.clientId()) != null) {
      throw new Refusal(ErrorCode.EXISTS, Map.of("field", "clientId"));
    }
    MerchantRow row = row(asked);
    entities.persist(row);
    persistClient(row);
    for (String origin : new TreeSet<>(asked.origins())) {
      entities.persist(originRow(row.merchantId, origin));
    }
    flush();
    audit.record(
        AuditEvent.done(actor, AuditAction.MERCHANT_ADDED, row.rowId())
            .with(Map.of("client", row.clientId, "elsewhere", row.elsewhere.name())));
    return merchant(row);
  }

  /**
   * No new payments for this shop; doing it again changes nothing.
   *
   * @param reason plain text, for the audit trail
   */
  @Transactional
  public Merchant suspend(String actor, UUID id, String reason) {
    return change(actor, id, Merchant.State.SUSPENDED, reason);
  }

  @Transactional
  public Merchant resume(String actor, UUID id, String reason) {
    return change(actor, id, Merchant.State.ACTIVE, reason);
  }

  /**
   * What becomes of this shop's payments in a browser that did not begin them, those that are under
   * way among them; doing it again changes nothing.
   *
   * @param reason plain text, for the audit trail
   */
  @Transactional
  public Merchant setElsewhere(String actor, UUID id, Merchant.Elsewhere to, String reason) {
    MerchantRow row = locked(id);
    if (row.elsewhere != to) {
      row.elsewhere = to;
      audit.record(
          AuditEvent.done(actor, AuditAction.MERCHANT_CHANGED, row.rowId())
              .with(Map.of("elsewhere", to.name(), "reason", reason)));
    }
    return merchant(row);
  }

  private MerchantRow locked(UUID id) {
    MerchantRow row = entities.find(MerchantRow.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  private Merchant change(String actor, UUID id, Merchant.State to, String reason) {
    MerchantRow row = locked(id);
    if (row.state != to) {
      row.state = to;
      audit.record(
          AuditEvent.done(actor, AuditAction.MERCHANT_CHANGED, row.rowId())
              .with(Map.of("state", to.name(), "reason", reason)));
    }
    return merchant(row);
  }

  private MerchantRow row(NewMerchant asked) {
    var row = new MerchantRow();
    row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    row.merchantId = Uuids.next(row.createdAt);
    row.displayName = asked.displayName();
    row.legalName = asked.legalName();
    row.categoryCode = asked.categoryCode();
    row.country = asked.country();
    row.clientId = asked.clientId();
    row.returnUrl = asked.returnUrl();
    row.elsewhere = asked.elsewhere();
    row.key = envelopes.create(row.keyOwner()).wrapped();
    return row;
  }

  private void persistClient(MerchantRow merchant) {
    var row = new MerchantClientRow();
    row.clientId = merchant.clientId;
    row.merchantId = merchant.merchantId;
    entities.persist(row);
  }

  private static MerchantOriginRow originRow(UUID id, String origin) {
    var row = new MerchantOriginRow();
    row.merchantId = id;
    row.origin = origin;
    return row;
  }

  /** Two operators at once may name one client; the database lets one of them pass. */
  private void flush() {
    try {
      entities.flush();
    } catch (PersistenceException taken) {
      throw new Refusal(ErrorCode.EXISTS, Map.of("field", "clientId"));
    }
  }

  private Merchant merchant(MerchantRow row) {
    return new Merchant(
        row.merchantId,
        row.displayName,
        row.legalName,
        row.categoryCode,
        row.country,
        row.clientId,
        row.state,
        origins(row.merchantId),
        row.returnUrl,
        row.elsewhere,
        row.createdAt);
  }

  private List<String> origins(UUID id) {
    return entities
        .createQuery(
            "select o from MerchantOriginRow o where o.merchantId = :id order by o.origin",
            MerchantOriginRow.class)
        .setParameter("id", id)
        .setMaxResults(NewMerchant.MAX_ORIGINS)
        .getResultList()
        .stream()
        .map(row -> row.origin)
        .toList();
  }

  /** The audit's and the wire's name of a shop. */
  public static String wire(UUID id) {
    return TypeId.of(IdKind.MERCHANT, id);
  }
}
