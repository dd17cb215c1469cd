package org.cardnym.vault.card;

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
 * Removes holds whose day is long over. A hold decides about its own day only; a month is kept for
 * those who ask why a payment was declined.
 */
@ApplicationScoped
class HoldPurge implements Purge {
  /** The shortest is past the day in every payer's zone. */
  private static final Terms TERMS =
      new Terms(
          "card_holds",
          Duration.ofDays(31),
          Duration.ofDays(3),
          Duration.ofDays(400),
          Duration.ofHours(1));

  private static final String DELETE =
      "delete from card_hold where (payer_id, payment_id) in (select payer_id, payment_id from card_hold"
          + " where state <> 'LIVE' and day < cast(cast(:before as timestamptz) at time zone 'UTC' as date) limit :most for update skip locked)";

  private final EntityManager entities;

  HoldPurge(EntityManager entities) {
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
