package org.cardnym.vault.alias;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyedRows;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.keys.Tombstones;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The sealed names of tombstones, sealed anew when their key is replaced. */
@ApplicationScoped
class TombstoneRows implements KeyedRows {
  private final EntityManager entities;
  private final Tombstones tombstones;
  private final RowAlarm alarm;

  TombstoneRows(EntityManager entities, Tombstones tombstones, RowAlarm alarm) {
    this.entities = entities;
    this.tombstones = tombstones;
    this.alarm = alarm;
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.TOMBSTONE;
  }

  @Override
  public String table() {
    return "name_claim";
  }

  @Override
  public String versionColumn() {
    // A replica of an older release notes none, and knows one version only.
    return "case when tombstone is not null then coalesce(tombstone_version, 1) end";
  }

  @Override
  public List<String> key() {
    return List.of("kind", "index_version", "index_value");
  }

  @Override
  public void renew(List<?> id) {
    NameClaimRow row = entities.find(NameClaimRow.class, NameClaimRow.key(id));
    byte[] name = name(row);
    try {
      row.bury(tombstones, name);
    } finally {
      Arrays.fill(name, (byte) 0);
    }
  }

  @Override
  public void renewed(int rows) {
    // Nothing but the seals is new.
  }

  private byte[] name(NameClaimRow row) {
    byte[] sealed = row.tombstone;
    try {
      if (sealed == null) {
        throw new Refusal(ErrorCode.ROW_REFUSED);
      }
      return tombstones.open(sealed, row.binding());
    } catch (Refusal refused) {
      alarm.raise(row.table(), row.rowId());
      throw refused;
    }
  }
}
