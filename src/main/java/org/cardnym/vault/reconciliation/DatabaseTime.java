package org.cardnym.vault.reconciliation;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The one clock that all replicas share, within a transaction. */
final class DatabaseTime {
  private DatabaseTime() {}

  static Instant now(EntityManager entities) {
    return ((Instant)
            entities.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult())
        .truncatedTo(ChronoUnit.MICROS);
  }
}
