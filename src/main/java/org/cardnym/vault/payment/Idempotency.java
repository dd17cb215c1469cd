package org.cardnym.vault.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.TreeSet;
import java.util.UUID;
import org.cardnym.vault.keys.IndexKeys;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which merchants ask: (merchant, key) is unique for ever, for payments and refunds
 * together, and leads to what was made. Within the caller's transaction.
 */
@ApplicationScoped
class Idempotency {
  private final EntityManager entities;
  private final IndexKeys indexKeys;

  Idempotency(EntityManager entities, IndexKeys indexKeys) {
    this.entities = entities;
    this.indexKeys = indexKeys;
  }

  /**
   * What this key has made, or null.
   *
   * @param form the name and version of the request's spelling
   * @param request all that is asked, in a form that has one spelling
   * @throws Refusal {@link ErrorCode#IDEMPOTENCY_KEY_REUSED} where it made something else
   */
  @Transactional(Transactional.TxType.MANDATORY)
  @Nullable IdempotencyRow known(UUID merchantId, IdempotencyKey key, String form, byte[] request) {
    for (int version : indexKeys.versions(KeyPurpose.REQUEST_DIGEST)) {
      var id = new IdempotencyRow.Id(merchantId, kept(key, version));
      IdempotencyRow known = entities.find(IdempotencyRow.class, id);
      if (known != null) {
        if (!MessageDigest.isEqual(known.digest, digest(known.digestVersion, form, request))) {
          throw new Refusal(ErrorCode.IDEMPOTENCY_KEY_REUSED);
        }
        return known;
      }
    }
    return null;
  }

  /**
   * Takes the key, or waits for the twin that holds it and then fails, see {@link #taken}. While a
   * new version of the index key is there that other replicas may make values with already, it is
   * taken under that too: twins meet, whichever of the two their replicas work with.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void take(
      UUID merchantId,
      IdempotencyKey key,
      String form,
      byte[] request,
      UUID paymentId,
      @Nullable UUID refundId) {
    int primary = indexKeys.version(KeyPurpose.REQUEST_DIGEST);
    // Always in the same order, so that twins wait for each other and never in a circle.
    for (int version :
        new TreeSet<>(indexKeys.versions(KeyPurpose.REQUEST_DIGEST)).tailSet(primary)) {
      var row = new IdempotencyRow();
      row.digestVersion = version;
      row.merchantId = merchantId;
      row.key = kept(key, version);
      row.paymentId = paymentId;
      row.refundId = refundId;
      row.digest = digest(version, form, request);
      entities.persist(row);
    }
    entities.flush();
  }

  /** True if a transaction failed because a twin has taken the key, and has committed it. */
  static boolean taken(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof org.hibernate.exception.ConstraintViolationException violation) {
        return "idempotency_pkey".equals(violation.getConstraintName());
      }
    }
    return false;
  }

  /** The key as it stands in the row: a keyed hash, for a merchant may put anything into it. */
  private String kept(IdempotencyKey key, int version) {
    byte[] text = key.value().getBytes(StandardCharsets.US_ASCII);
    byte[] hash = indexKeys.value(KeyPurpose.REQUEST_DIGEST, version, "idempotency-key/1", text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private byte[] digest(int version, String form, byte[] request) {
    return indexKeys.value(KeyPurpose.REQUEST_DIGEST, version, form, request);
  }
}
