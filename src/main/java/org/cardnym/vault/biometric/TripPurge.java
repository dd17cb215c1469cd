package org.cardnym.vault.biometric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Sweep;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Removes what was noted of browsers that did not come back from an identity service. */
@ApplicationScoped
class TripPurge implements Purge {
  private static final Terms TERMS =
      new Terms(
          "provider_trips",
          Duration.ofHours(1),
          TripRow.LIFE,
          Duration.ofDays(1),
          Duration.ofMinutes(15));

  private static final String DELETE =
      "delete from provider_trip where subject_id in (select subject_id from provider_trip where"
          + " begun_at < :before limit :most for update skip locked)";

  private final EntityManager entities;

  TripPurge(EntityManager entities) {
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
