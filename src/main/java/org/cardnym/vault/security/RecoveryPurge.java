package org.cardnym.vault.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Sweep;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Removes recoveries that ended, or that nobody can end any more. */
@ApplicationScoped
class RecoveryPurge implements Purge {
  private static final Terms TERMS =
      new Terms(
          "recoveries",
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofDays(30),
          Duration.ofMinutes(10));

  private static final String DELETE =
      "delete from recovery where (payer_id, recovery_id) in (select payer_id, recovery_id from"
          + " recovery where begun_at < :before limit :most for update skip locked)";

  private final EntityManager entities;

  RecoveryPurge(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Batch purge(Instant before, @Nullable String place, int most) {
    return Sweep.run(entities, DELETE, before, most);
  }
}
