package org.cardnym.vault.merchant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cardnym.vault.id.Uuids;
import org.cardnym.vault.keys.DataKey;
import org.cardnym.vault.keys.Envelopes;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign a merchant's webhooks. Private halves and secrets stand sealed under the
 * merchant's data key and are opened for one signature each.
 */
@ApplicationScoped
class WebhookKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_SIZE = 32;

  /** Of each kind one that signs, and one that is about to go. */
  private static final int MOST = 4;

  private final EntityManager entities;
  private final Envelopes envelopes;
  private final WebhookSettings settings;
  private final RowAlarm alarm;
  private final Clock clock;

  WebhookKeys(
      EntityManager entities,
      Envelopes envelopes,
      WebhookSettings settings,
      RowAlarm alarm,
      Clock clock) {
    this.entities = entities;
    this.envelopes = envelopes;
    this.settings = settings;
    this.alarm = alarm;
    this.clock = clock;
  }

  /** Those that sign now, newest first. */
  List<WebhookKeyRow> live(UUID merchantId) {
    Instant now = clock.instant();
    return rows(merchantId).stream().filter(row -> row.signsAt(now)).toList();
  }

  /**
   * Makes the keys that these signatures want and that are not there, and destroys the others.
   *
   * @return a secret that was made, or null
   */
  @Transactional(Transactional.TxType.MANDATORY)
  @Nullable WebhookSecret fit(MerchantRow merchant, Signatures signatures) {
    List<WebhookKeyRow> rows = rows(merchant.merchantId);
    rows.stream().filter(row -> !signatures.kinds().contains(row.kind)).forEach(entities::remove);
    Set<WebhookKey.Kind> there =
        rows.stream()
            .filter(row -> row.retiresAt == null)
            .map(row -> row.kind)
            .collect(Collectors.toSet());
    WebhookSecret secret = null;
    for (WebhookKey.Kind kind : signatures.kinds()) {
      WebhookSecret made = there.contains(kind) ? null : make(merchant, kind);
      secret = made == null ? secret : made;
    }
    entities.flush();
    return secret;
  }

  /**
   * Puts a new key beside each of the merchant's keys, which sign for a day more.
   *
   * @throws Refusal {@link ErrorCode#CONFLICT} while a rotation is under way
   */
  @Transactional(Transactional.TxType.MANDATORY)
  @Nullable WebhookSecret rotate(MerchantRow merchant, Signatures signatures) {
    List<WebhookKeyRow> rows = rows(merchant.merchantId);
    if (rows.stream().anyMatch(row -> row.retiresAt != null)) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    Instant end = now().plus(settings.overlap());
    rows.forEach(row -> row.retiresAt = end);
    entities.flush();
    return fit(merchant, signatures);
  }

  /** One signature by every live key of these kinds, in the order of Standard Webhooks' header. */
  String sign(MerchantRow merchant, Signatures signatures, byte[] text) {
    List<WebhookKeyRow> signing =
        live(merchant.merchantId).stream()
            .filter(row -> signatures.kinds().contains(row.kind))
            .toList();
    if (signing.stream().map(row -> row.kind).distinct().count() < signatures.kinds().size()) {
      // A key is gone that nobody took away here: better silent than half signed.
      alarm.raise("webhook_key", Merchants.wire(merchant.merchantId));
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    DataKey key = dataKey(merchant);
    return signing.stream().map(row -> sign(row, key, text)).collect(Collectors.joining(" "));
  }

  private static String sign(WebhookKeyRow row, DataKey key, byte[] text) {
    byte[] secret = key.open(row.sealed, row.binding());
    try {
      return WebhookSignature.of(row.kind, secret, text);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private @Nullable WebhookSecret make(MerchantRow merchant, WebhookKey.Kind kind) {
    var row = new WebhookKeyRow();
    row.merchantId = merchant.merchantId;
    row.createdAt = now();
    row.keyId = Uuids.next(row.createdAt);
    row.kind = kind;
    byte[] secret;
    if (kind == WebhookKey.Kind.ED25519) {
      Ed25519.Pair pair = Ed25519.generate();
      row.publicKey = pair.publicKey;
      secret = pair.privateKey;
    } else {
      secret = new byte[SECRET_SIZE];
      RANDOM.nextBytes(secret);
    }
    try {
      row.sealed = dataKey(merchant).seal(secret, row.binding());
      entities.persist(row);
      return kind == WebhookKey.Kind.HMAC ? new WebhookSecret(secret) : null;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private DataKey dataKey(MerchantRow merchant) {
    return envelopes.unwrap(merchant.key, merchant.keyOwner());
  }

  List<WebhookKeyRow> rows(UUID merchantId) {
    return entities
        .createQuery(
            "select k from WebhookKeyRow k where k.merchantId = :id order by k.createdAt desc,"
                + " k.keyId desc",
            WebhookKeyRow.class)
        .setParameter("id", merchantId)
        .setMaxResults(MOST)
        .getResultList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
