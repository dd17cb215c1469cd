package org.cardnym.vault.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditLag;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyedRows;

/**
 * The cards' fingerprints, made anew when their key is replaced. Each card is opened for it, here
 * and for nobody; the trail counts them.
 */
@ApplicationScoped
class FingerprintRows implements KeyedRows {
  private final EntityManager entities;
  private final CardSafe safe;
  private final Fingerprints fingerprints;
  private final AuditLag lag;
  private final Audit audit;

  FingerprintRows(
      EntityManager entities, CardSafe safe, Fingerprints fingerprints, AuditLag lag, Audit audit) {
    this.entities = entities;
    this.safe = safe;
    this.fingerprints = fingerprints;
    this.lag = lag;
    this.audit = audit;
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.PAN_INDEX;
  }

  @Override
  public String table() {
    return "card";
  }

  @Override
  public String versionColumn() {
    return "fingerprint_version";
  }

  @Override
  public List<String> key() {
    return List.of("payer_id", "card_id");
  }

  @Override
  public void renew(List<?> id) {
    lag.requireCurrent();
    CardRow row = entities.find(CardRow.class, new CardRow.Key((UUID) id.get(0), (UUID) id.get(1)));
    int version = fingerprints.version();
    try (CardPlain plain = safe.open(row)) {
      row.fingerprint = fingerprints.of(version, plain.pan());
      row.fingerprintVersion = version;
    }
  }

  @Override
  public void renewed(int rows) {
    audit.record(
        AuditEvent.done("vault", AuditAction.CARDS_REINDEXED, null)
            .with(
                Map.of(
                    "cards",
                    Integer.toString(rows),
                    "version",
                    Integer.toString(fingerprints.version()))));
  }
}
