package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Merchants' webhook endpoints, one each, set by operators. Changes of one merchant wait for each
 * other at its row.
 */
@ApplicationScoped
public class Webhooks {
  private final EntityManager entities;
  private final WebhookKeys keys;
  private final WebhookQueue queue;
  private final Destinations destinations;
  private final Audit audit;
  private final Clock clock;

  Webhooks(
      EntityManager entities,
      WebhookKeys keys,
      WebhookQueue queue,
      Destinations destinations,
      Audit audit,
      Clock clock) {
    this.entities = entities;
    this.keys = keys;
    this.queue = queue;
    this.destinations = destinations;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Has an event delivered if, and only if, the caller's transaction commits; there must be one.
   * Does nothing for a merchant without an active endpoint.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void queue(UUID merchantId, UUID eventId) {
    queue.add(merchantId, eventId);
  }

  /** A merchant's endpoint, if it has one. */
  @Transactional
  public Optional<Webhook> find(UUID merchantId) {
    return Optional.ofNullable(entities.find(WebhookRow.class, merchantId))
        .map(row -> view(row, null));
  }

  /**
   * Sets where a merchant hears of events; the same again changes nothing, and switches on what a
   * 410 had switched off.
   *
   * @param actor who does it, as the audit names them
   * @return the endpoint, with a shared secret where one was made
   * @throws Refusal {@link ErrorCode#WEBHOOK_UNFIT}, {@link ErrorCode#NOT_FOUND}
   */
  @Transactional
  public Webhook set(String actor, UUID merchantId, String url, Signatures signatures) {
    destinations.require(url);
    MerchantRow merchant = lock(merchantId);
    WebhookRow row = entities.find(WebhookRow.class, merchantId);
    boolean fresh = row == null;
    if (row == null) {
      row = new WebhookRow();
      row.merchantId = merchantId;
    }
    if (fresh || changes(row, url, signatures)) {
      row.url = url;
      row.signatures = signatures;
      row.state = Webhook.State.ACTIVE;
      row.changedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
      if (fresh) {
        entities.persist(row);
      }
      record(actor, AuditAction.WEBHOOK_CHANGED, merchantId, facts(row));
    }
    return view(row, keys.fit(merchant, signatures));
  }

  /** Takes a merchant's endpoint away; its keys stay, for the next one. */
  @Transactional
  public void clear(String actor, UUID merchantId) {
    lock(merchantId);
    WebhookRow row = entities.find(WebhookRow.class, merchantId);
    if (row != null) {
      entities.remove(row);
      record(actor, AuditAction.WEBHOOK_CHANGED, merchantId, Map.of("state", "none"));
    }
  }

  /**
   * Gives a merchant new keys; for a day the old ones sign as well.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} without endpoint, {@link ErrorCode#CONFLICT} while
   *     a rotation is under way
   */
  @Transactional
  public Webhook rotate(String actor, UUID merchantId) {
    MerchantRow merchant = lock(merchantId);
    WebhookRow row = entities.find(WebhookRow.class, merchantId);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    WebhookSecret secret = keys.rotate(merchant, row.signatures);
    record(
        actor,
        AuditAction.WEBHOOK_KEY_ROTATED,
        merchantId,
        Map.of("signatures", row.signatures.wire()));
    return view(row, secret);
  }

  /** The public keys that sign a merchant's webhooks now, newest first. */
  @Transactional
  public List<WebhookKey> publicKeys(UUID merchantId) {
    return keys.live(merchantId).stream()
        .filter(row -> row.kind == WebhookKey.Kind.ED25519)
        .map(WebhookKeyRow::view)
        .toList();
  }

  /** Switches off the endpoint that answered 410, unless another was set meanwhile. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void gone(UUID merchantId, String url) {
    lock(merchantId);
    WebhookRow row = entities.find(WebhookRow.class, merchantId);
    if (row != null && row.url.equals(url) && row.state == Webhook.State.ACTIVE) {
      row.state = Webhook.State.DISABLED;
      record("vault", AuditAction.WEBHOOK_DISABLED, merchantId, Map.of("status", "410"));
    }
  }

  private MerchantRow lock(UUID merchantId) {
    MerchantRow row = entities.find(MerchantRow.class, merchantId, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return row;
  }

  private static boolean changes(WebhookRow row, String url, Signatures signatures) {
    return !row.url.equals(url)
        || row.signatures != signatures
        || row.state != Webhook.State.ACTIVE;
  }

  /** The host only: path and query may hold what the shop keeps to itself. */
  private static Map<String, String> facts(WebhookRow row) {
    return Map.of(
        "host",
        WebhookAddress.parse(row.url).map(WebhookAddress::host).orElse(""),
        "signatures",
        row.signatures.wire(),
        "state",
        row.state.wire());
  }

  private void record(
      String actor, AuditAction action, UUID merchantId, Map<String, String> facts) {
    audit.record(AuditEvent.done(actor, action, Merchants.wire(merchantId)).with(facts));
  }

  private Webhook view(WebhookRow row, @Nullable WebhookSecret secret) {
    List<WebhookKey> shown = keys.live(row.merchantId).stream().map(WebhookKeyRow::view).toList();
    return new Webhook(row.url, row.signatures, row.state, shown, secret);
  }
}
