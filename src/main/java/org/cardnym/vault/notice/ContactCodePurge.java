package org.cardnym.vault.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import org.cardnym.vault.retention.Batch;
import org.cardnym.vault.retention.Purge;
import org.cardnym.vault.retention.Terms;
import org.jspecify.annotations.Nullable;

/** Removes contact codes that were used, or that nobody can use any more. */
@ApplicationScoped
class ContactCodePurge implements Purge {
  private static final Terms TERMS =
      new Terms(
          "contact_codes",
          Duration.ofDays(1),
          Duration.ofHours(1),
          Duration.ofDays(30),
          Duration.ofHours(1));

  private final EntityManager entities;

  ContactCodePurge(EntityManager entities) {
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
                "delete from contact_code where payer_id in (select payer_id from contact_code where"
                    + " made_at < :before limit :most for update skip locked)")
            .setParameter("before", before)
            .setParameter("most", most)
            .executeUpdate();
    return Batch.swept(gone, most);
  }
}
