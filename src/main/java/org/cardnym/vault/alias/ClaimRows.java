package org.cardnym.vault.alias;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.cardnym.vault.audit.Audit;
import org.cardnym.vault.audit.AuditAction;
import org.cardnym.vault.audit.AuditEvent;
import org.cardnym.vault.audit.AuditLag;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyedRows;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.keys.Tombstones;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/**
 * Names, claimed anew when their key is replaced: what a payer holds and what was released, both
 * claims of a name in one step. Each name is opened for it, here and for nobody; the trail counts
 * them.
 */
@ApplicationScoped
class ClaimRows implements KeyedRows {
  private final EntityManager entities;
  private final Aliases aliases;
  private final HeldNames held;
  private final Tombstones tombstones;
  private final RowAlarm alarm;
  private final AuditLag lag;
  private final Audit audit;

  ClaimRows(
      EntityManager entities,
      Aliases aliases,
      HeldNames held,
      Tombstones tombstones,
      RowAlarm alarm,
      AuditLag lag,
      Audit audit) {
    this.entities = entities;
    this.aliases = aliases;
    this.held = held;
    this.tombstones = tombstones;
    this.alarm = alarm;
    this.lag = lag;
    this.audit = audit;
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.ALIAS_INDEX;
  }

  @Override
  public String table() {
    return "name_claim";
  }

  /** Nobody's claim is of no key. */
  @Override
  public String versionColumn() {
    return "case when kind = 'PREPARED' and index_version < "
        + NameClaimRow.NOBODYS.indexVersion()
        + " then index_version end";
  }

  @Override
  public List<String> key() {
    return List.of("kind", "index_version", "index_value");
  }

  @Override
  public void renew(List<?> id) {
    lag.requireCurrent();
    NameClaimRow row = entities.find(NameClaimRow.class, NameClaimRow.key(id));
    PreparedAlias name = name(row);
    int version = aliases.claimVersion();
    if (version == row.indexVersion) {
      // Another replica has rotated meanwhile; this one goes on once it has read that.
      throw new Refusal(ErrorCode.KEY_CLOSED);
    }
    List<NameClaimRow> old = aliases.claimsLike(row, name);
    claimAnew(row, name, version);
    old.forEach(entities::remove);
  }

  @Override
  public void renewed(int rows) {
    audit.record(
        AuditEvent.done("vault", AuditAction.NAMES_REINDEXED, null)
            .with(
                Map.of(
                    "names", Integer.toString(rows),
                    "version", Integer.toString(aliases.claimVersion()))));
  }

  /**
   * What was claimed under the newer key before stays: as the same payer's, or, as Unicode may call
   * alike what it did not before, a skeleton as another's.
   */
  private void claimAnew(NameClaimRow row, PreparedAlias name, int version) {
    for (ClaimKind kind : ClaimKind.values()) {
      NameClaimRow.Key key = aliases.key(kind, version, name);
      NameClaimRow there = entities.find(NameClaimRow.class, key);
      if (there == null) {
        entities.persist(copy(row, key, name));
      } else if (kind == ClaimKind.PREPARED && !Objects.equals(there.payerId, row.payerId)) {
        alarm.raise(row.table(), row.rowId());
        throw new Refusal(ErrorCode.ROW_REFUSED);
      }
    }
  }

  private NameClaimRow copy(NameClaimRow row, NameClaimRow.Key key, PreparedAlias name) {
    NameClaimRow anew = NameClaimRow.of(key, row.payerId, row.claimedAt);
    anew.releasedAt = row.releasedAt;
    if (row.tombstone != null && key.kind() == ClaimKind.PREPARED) {
      anew.bury(tombstones, name);
    }
    return anew;
  }

  /** The name of a claim, which must be that claim's own. */
  private PreparedAlias name(NameClaimRow row) {
    try {
      UUID payerId = row.payerId;
      PreparedAlias name =
          AliasText.again(
              payerId == null
                  ? buried(row)
                  : held.typed(payerId).orElseThrow(() -> new Refusal(ErrorCode.ROW_REFUSED)));
      if (!aliases.key(ClaimKind.PREPARED, row.indexVersion, name).equals(row.key())) {
        throw new Refusal(ErrorCode.ROW_REFUSED);
      }
      return name;
    } catch (Refusal refused) {
      if (refused.code() == ErrorCode.SEALED || refused.code() == ErrorCode.KEYS_STALE) {
        throw refused;
      }
      alarm.raise(row.table(), row.rowId());
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
  }

  private String buried(NameClaimRow row) {
    byte[] sealed = row.tombstone;
    if (sealed == null) {
      throw new Refusal(ErrorCode.ROW_REFUSED);
    }
    byte[] name = tombstones.open(sealed, row.binding());
    try {
      return new String(name, StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(name, (byte) 0);
    }
  }
}
