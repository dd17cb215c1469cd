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

/** Removes runs that ended long ago, once no difference names them. */
@ApplicationScoped
class RunPurge implements Purge {
  private static final Terms TERMS =
      new Terms(
          "reconciliation_runs",
          Duration.ofDays(400),
          Duration.ofDays(30),
          Duration.ofDays(3650),
          Duration.ofDays(1));

  private static final String DELETE =
      "delete from reconciliation where run_id in (select run_id from reconciliation r where"
          + " ended_at < :before and state <> 'RUNNING' and not exists (select 1 from"
          + " reconciliation_difference d where r.run_id in (d.found_by, d.seen_by)) and"
          + " not exists (select 1 from reconciliation_seen s where s.run_id = r.run_id)"
          + " limit :most for update skip locked)";

  private final EntityManager entities;

  RunPurge(EntityManager entities) {
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
