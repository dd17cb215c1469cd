package org.cardnym.vault.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Sweep;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Removes the rights to pages that are over. What was signed stays. */
@ApplicationScoped
class TicketPurge implements Purge {
  private static final Terms TERMS =
      new Terms(
          "approval_tickets",
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofDays(1),
          Duration.ofMinutes(10));

  private static final String DELETE =
      "delete from approval_ticket where secret_hash in (select secret_hash from approval_ticket"
          + " where expires_at < :before limit :most for update skip locked)";

  private final EntityManager entities;

  TicketPurge(EntityManager entities) {
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
