package org.cardnym.vault.biometric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyedRows;
import org.cardnym.vault.keys.RowAlarm;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;

/** The links' index values, made anew when their key is replaced. */
@ApplicationScoped
class LinkKeyRows implements KeyedRows {
  private final EntityManager entities;
  private final ProviderLinks links;
  private final RowAlarm alarm;

  LinkKeyRows(EntityManager entities, ProviderLinks links, RowAlarm alarm) {
    this.entities = entities;
    this.links = links;
    this.alarm = alarm;
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.CONTACT_INDEX;
  }

  @Override
  public String table() {
    return "provider_link";
  }

  @Override
  public String versionColumn() {
    return "index_version";
  }

  @Override
  public List<String> key() {
    return List.of("payer_id", "link_id");
  }

  @Override
  public void renew(List<?> id) {
    LinkRow row = entities.find(LinkRow.class, new LinkRow.Key((UUID) id.get(0), (UUID) id.get(1)));
    try {
      links.index(row);
    } catch (Refusal refused) {
      if (refused.code() == ErrorCode.ROW_REFUSED) {
        alarm.raise(row.table(), row.rowId());
      }
      throw refused;
    }
  }

  @Override
  public void renewed(int rows) {
    // Nothing but the index values is new.
  }
}
