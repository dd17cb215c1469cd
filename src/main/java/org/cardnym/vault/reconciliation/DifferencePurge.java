package org.cardnym.vault.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Sweep;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Removes differences that were settled long ago; open ones stay, however old. A run may go back
 * 180 days, and must find what was settled of them.
 */
@ApplicationScoped
class DifferencePurge implements Purge {
  private static final Terms TERMS =
      new Terms(
          "settled_differences",
          Duration.ofDays(400),
          Duration.ofDays(200),
          Duration.ofDays(3650),
          Duration.ofDays(1));

  private static final String DELETE =
      "delete from reconciliation_difference where difference_id in (select difference_id from"
          + " reconciliation_difference where settled_at < :before and state = 'SETTLED'"
          + " limit :most for update skip locked)";

  private final EntityManager entities;

  DifferencePurge(EntityManager entities) {
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
