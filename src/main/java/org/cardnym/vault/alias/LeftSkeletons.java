package org.cardnym.vault.alias;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.cardnym.vault.keys.KeyPurpose;
import org.cardnym.vault.keys.KeyedRows;

/**
 * Skeletons of released names, made by another Unicode, under a key that no name is claimed under
 * any more: nothing leads from them to their names, which are claimed under a newer key with the
 * skeletons of today. They go.
 */
@ApplicationScoped
class LeftSkeletons implements KeyedRows {
  private final EntityManager entities;

  LeftSkeletons(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public KeyPurpose purpose() {
    return KeyPurpose.ALIAS_INDEX;
  }

  @Override
  public String table() {
    return "name_claim";
  }

  @Override
  public String versionColumn() {
    return "case when kind = 'SKELETON' and index_version not in (select name.index_version from"
        + " name_claim name where name.kind = 'PREPARED') then index_version end";
  }

  @Override
  public List<String> key() {
    return List.of("kind", "index_version", "index_value");
  }

  @Override
  public void renew(List<?> id) {
    entities.remove(entities.find(NameClaimRow.class, NameClaimRow.key(id)));
  }

  @Override
  public void renewed(int rows) {
    // No name was opened.
  }
}
