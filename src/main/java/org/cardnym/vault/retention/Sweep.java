package org.cardnym.vault.retention;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/** A batch that is one statement in a transaction of its own. */
public final class Sweep {
  private Sweep() {}

  /**
   * @param delete removes {@code :most} rows at most that were over before {@code :before}
   */
  public static Batch run(EntityManager entities, String delete, Instant before, int most) {
    int gone =
        QuarkusTransaction.requiringNew()
            .call(() ->
                entities
                    .createNativeQuery(delete)
                    .setParameter("before", before)
                    .setParameter("most", most)
                    .executeUpdate());
    return Batch.swept(gone, most);
  }
}
