package org.cardnym.vault.keys;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cardnym.vault.audit.AuditKeyUse;
import org.cardnym.vault.audit.AuditSigner.PublicHalf;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * The public halves of the trail's signing keys that have ended: kept for as long as the trail is,
 * since whoever checks it later needs them.
 */
@ApplicationScoped
class EndedKeys {
  private final EntityManager entities;
  private final AuditKeyUse trail;
  private final Map<Integer, PublicHalf> known = new ConcurrentHashMap<>();

  EndedKeys(EntityManager entities, AuditKeyUse trail) {
    this.entities = entities;
    this.trail = trail;
  }

  /** Keeps a public half with the last batch that it signed, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  void keep(SigningKey ending) {
    var row = new EndedKeyRow();
    row.version = ending.version();
    row.publicKey = ending.publicKey().getEncoded();
    row.lastBatch = trail.lastSigned(ending.version());
    entities.persist(row);
  }

  /** One that was kept and checks; never changed, so it is read once. */
  Optional<PublicHalf> find(int version) {
    PublicHalf held = known.get(version);
    if (held != null) {
      return Optional.of(held);
    }
    try {
      Optional<PublicHalf> read = QuarkusTransaction.requiringNew().call(() -> read(version));
      read.ifPresent(half -> known.put(version, half));
      return read;
    } catch (Refusal forged) {
      if (forged.code() != ErrorCode.ROW_REFUSED) {
        throw forged;
      }
      return Optional.empty();
    }
  }

  /** All that were kept and check, oldest first. */
  List<PublicHalf> all() {
    List<Integer> versions =
        QuarkusTransaction.requiringNew()
            .call(() ->
                entities
                    .createNativeQuery(
                        "select version from ended_key where purpose = 'AUDIT' order by version",
                        Integer.class)
                    .getResultList());
    return versions.stream().map(this::find).flatMap(Optional::stream).toList();
  }

  private Optional<PublicHalf> read(int version) {
    var key = new EndedKeyRow.Key(KeyPurpose.AUDIT, version);
    return Optional.ofNullable(entities.find(EndedKeyRow.class, key)).map(EndedKeys::half);
  }

  private static PublicHalf half(EndedKeyRow row) {
    try {
      var spec = new X509EncodedKeySpec(row.publicKey);
      var key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
      return new PublicHalf(row.version, key, row.lastBatch);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a public key that the vault kept is none", broken);
    }
  }
}
