package org.cardnym.vault.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Removes differences that were settled long ago; open ones stay, however old. */
@ApplicationScoped
class DifferencePurge implements Purge {
  private static final Terms TERMS =
      new Terms(
          "settled_differences",
          Duration.ofDays(400),
          Duration.ofDays(90),
          Duration.ofDays(3650),
          Duration.ofDays(1));

  private final EntityManager entities;

  DifferencePurge(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Batch purge(Instant before, @Nullable String place, int most) {
    int gone =
        entities
            .createNativeQuery(
                "delete from reconciliation_difference where difference_id in (select difference_id from"
                    + " reconciliation_difference where settled_at < :before and state = 'SETTLED'"
                    + " limit :most for update skip locked)")
            .setParameter("before", before)
            .setParameter("most", most)
            .executeUpdate();
    return Batch.swept(gone, most);
  }
}
