package org.cardnym.vault.standing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/**
 * Where the database lies: the number that PostgreSQL gives each server when its data are made, and
 * the database's own on that server. A dump that is restored lies elsewhere; a standby that takes
 * over, and a server that is started again, do not.
 */
@ApplicationScoped
class Place {
  private final EntityManager entities;

  Place(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * @throws RuntimeException where the database doesn't tell
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public String now() {
    return (String)
        entities
            .createNativeQuery(
                "select cast(system_identifier as text) || '/' || (select cast(oid as text) from"
                    + " pg_database where datname = current_database()) from pg_control_system()",
                String.class)
            .getSingleResult();
  }
}
